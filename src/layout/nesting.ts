import type { HtmlOpenTag } from "./html-token.js";
import { names } from "./known-elements.js";

/** An element that is open, whose author is trusted or not. */
export interface Element {
  readonly name: string;
  readonly tag: HtmlOpenTag;
  readonly trust: "trusted" | "untrusted";
  /** Whether MJML reads it, not a client of mail. */
  readonly isComponent: boolean;
}

/** Whether an element without end tag ends where another one begins: `<p>a<p>b`. */
export function isEndedBy(name: string, next: string): boolean {
  return IMPLIED_ENDS.get(name)?.has(next) === true;
}

const IMPLIED_ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "p",
    names(
      "address article aside blockquote center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav " +
        "ol p pre section table ul",
    ),
  ],
  ["li", names("li")],
  ["dt", names("dt dd")],
  ["dd", names("dt dd")],
  ["td", names("td th tr")],
  ["th", names("td th tr")],
  ["tr", names("tr tbody tfoot")],
]);

/** The trusted element that readers would end where an element of this name begins, innermost first. */
export function endedBy(name: string, open: readonly Element[]): Element | undefined {
  const around = open.at(-1);
  return open.findLast((element, index) => {
    if (element.trust === "untrusted") return false;
    const inner = open.slice(index + 1);
    const printed = printedAs(element);
    if (printed === "p") return isEndedBy("p", name) && !inner.some((each) => isIn(P_STAYS_OPEN, each));
    if (printed === "a") return name === "a" && !inner.some((each) => isIn(A_STAYS_OPEN, each));
    return element === around && ENDS_AT_ONCE.some((group) => group.has(name) && group.has(element.name));
  });
}

/** MJML prints some components as an element around their content. */
function printedAs({ name, tag, isComponent }: Element): string {
  if (!isComponent || !LINKS.has(name)) return name;
  return name !== "mj-button" || tag.attributes.some((attribute) => attribute.name === "href") ? "a" : "p";
}

const LINKS = names("mj-button mj-navbar-link mj-social-element");

/** Components print cells of tables. */
function isIn(scopes: ReadonlySet<string>, { name, isComponent }: Element): boolean {
  return isComponent || scopes.has(name);
}

/** What is inside of these ends no paragraph, or no link, that is outside of them. */
const P_STAYS_OPEN = names("caption table td th button marquee object template");
const A_STAYS_OPEN = names("caption td th marquee object template");

/** An element of such a group ends another one of it when that is right around it. */
const ENDS_AT_ONCE: readonly ReadonlySet<string>[] = [names("h1 h2 h3 h4 h5 h6"), names("rt rp")];

/** Readers move what stands there in front of the table. */
export function isBetweenCells(around: Element | undefined): boolean {
  return around?.trust === "trusted" && BETWEEN_CELLS.has(around.name);
}

const BETWEEN_CELLS = names("table colgroup thead tbody tfoot tr mj-table");

/** Elements that a reader ends by itself, with what is around them. */
export const OPTIONAL_END = names("p li dt dd td th tr tbody thead tfoot colgroup caption rp rt html head body");

/** Whether the end tag of an element ends another one that is left open in it. */
export function endsInside(name: string, inner: string): boolean {
  return name === "ruby" ? inner === "rt" || inner === "rp" : ENDS_INNER.has(name) && OPTIONAL_END.has(inner);
}

/** Others are passed over while something is left open in them: `<span><p></span>`. */
const ENDS_INNER = names(
  "address article aside blockquote body center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header html li main " +
    "nav ol pre section table tbody td tfoot th thead tr ul",
);
