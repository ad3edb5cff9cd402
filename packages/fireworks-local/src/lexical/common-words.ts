/** Words of nearly every text: two texts that share them are not about the same thing. */
const COMMON = new Set(
  (
    "a about all also an and any are as at be been but by can could did do does for from had has have " +
    "he her his how i if in into is it its just me more my no not of on or our out she should so some " +
    "such than that the their them then there these they this to up us was we were what when where " +
    "which who why will with would you your 的 了 是 在 和 与 有 我 你 他 她 它 们 不 这 那 吗 呢 吧 也 就 都 很 一 " +
    "什 么 什么 の に は を た が で て と し れ さ も な る"
  ).split(" "),
);

export function isCommonWord(text: string): boolean {
  return COMMON.has(text);
}
