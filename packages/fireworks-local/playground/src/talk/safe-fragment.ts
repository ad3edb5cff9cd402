import DOMPurify from "dompurify";

/** What an answer may hold. No style, no class, no id, no form, nothing that loads. */
const ALLOWED = {
  ALLOWED_TAGS:
    "p br hr h3 h4 h5 h6 strong em del code pre blockquote ul ol li table thead tbody tr th td a".split(
      " ",
    ),
  ALLOWED_ATTR: ["href", "start"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true as const,
};

/** HTML as nodes, without anything that acts. Links say where they lead. */
export function safeFragment(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, ALLOWED);
  for (const link of fragment.querySelectorAll("a")) tameLink(link);
  return fragment;
}

/** A link opens beside the page, tells nobody where it was, and shows its host. */
function tameLink(link: HTMLAnchorElement): void {
  if (!link.hasAttribute("href")) return;
  link.rel = "noopener noreferrer nofollow";
  link.target = "_blank";
  const host = link.host === "" ? link.pathname : link.host;
  if (link.textContent.includes(link.href)) return;
  const told = document.createElement("span");
  told.className = "link-host";
  told.textContent = ` (${host})`;
  link.append(told);
}
