/** Compiles only if the two types are the same. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function assertType<_Claim extends true>(): void {}

/** The keys of every member of a union. */
export type KeysOf<T> = T extends unknown ? keyof T : never;

/** Keys that `A` has and `B` lacks. */
export type KeysBeyond<A, B> = Exclude<KeysOf<A>, KeysOf<B>>;

/** Shared keys whose value in `A` can be something that `B` does not allow. Absence counts as fine. */
export type WiderIn<A, B> = {
  [K in keyof A & keyof B]-?: Exclude<A[K], undefined> extends Exclude<B[K], undefined> ? never : K;
}[keyof A & keyof B];
