declare module "*.css";
/** A source as text. */
declare module "*?raw" {
  const text: string;
  export default text;
}
