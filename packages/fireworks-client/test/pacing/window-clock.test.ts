import { expect, test } from "vitest";
import { WindowClock } from "../../src/pacing/window-clock.js";

/** A clock that has found windows of a second to be a second, four times. */
function sureOfASecond(): WindowClock {
  const clock = new WindowClock();
  clock.sent(0);
  for (const at of [1_000, 2_000, 3_000, 4_000]) clock.back(at, true);
  return clock;
}

test("a window that its first call began late is not taken for as long as from its sending", () => {
  const clock = new WindowClock();
  clock.sent(0);
  clock.answered(0, 400);
  clock.still(1_200);
  clock.back(1_400, true);
  expect(clock.lengthMs).toBe(1_400);
  // Between 800, after which it was surely not back, and 1,400.
  expect(clock.nextLook(1_400, 1_400)).toBe(1_400 + 1_100);
});

test("a length that was right again and again lets all go, where answers take their time", () => {
  const clock = sureOfASecond();
  clock.succeeded(3_000, 3_400);
  expect(clock.look(5_006)).toBe(1);
});

test("where answers are quick, one call looks however sure the length is", () => {
  const clock = sureOfASecond();
  clock.succeeded(3_000, 3_003);
  expect(clock.look(5_006)).toBe(0);
});
