/**
 * Starts counting the milliseconds of processor time of this process. Unlike time on the wall they are
 * the same on a busy machine, so that a test can tell work that is bounded from work that explodes.
 */
export function cpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}
