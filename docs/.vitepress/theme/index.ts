// Fonts of the reader's system: nothing to fetch, and Chinese looks as it does everywhere else there.
import theme from "vitepress/theme-without-fonts";
import "./style.css";

export default theme;
