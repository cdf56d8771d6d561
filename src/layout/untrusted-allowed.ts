import { attributeContext, usualContext } from "./attribute-context.js";
import { CONTENT_ELEMENTS, DOCUMENT_ELEMENTS, names } from "./known-elements.js";

/** What authors may write who are not trusted. What is not listed is refused. */

/** Components of MJML: not `mj-html-attributes`, `mj-include`, or `mj-font`, which loads a style sheet from elsewhere. */
const COMPONENTS = names(
  "mj-accordion mj-accordion-element mj-accordion-text mj-accordion-title mj-button mj-carousel mj-carousel-image mj-column " +
    "mj-divider mj-group mj-hero mj-image mj-navbar mj-navbar-link mj-raw mj-section mj-social mj-social-element mj-spacer " +
    "mj-table mj-text mj-wrapper",
);
const DOCUMENT_COMPONENTS = names(
  "mjml mj-head mj-body mj-all mj-attributes mj-breakpoint mj-class mj-preview mj-style mj-title",
);

/** Whether the whole document is of authors who are not trusted; else it is a part of what others wrote. */
export type Reach = "document" | "part";

export function isAllowedElement(name: string, reach: Reach): boolean {
  return CONTENT_ELEMENTS.has(name) || (reach === "document" && DOCUMENT_ELEMENTS.has(name));
}

export function isAllowedComponent(name: string, reach: Reach): boolean {
  return COMPONENTS.has(name) || (reach === "document" && DOCUMENT_COMPONENTS.has(name));
}

/** How an attribute's value is judged; undefined when it is not allowed. */
export type AttributeUse = "plain" | "link" | "image" | "style" | "css";

/** Attributes that are no place for values, but harmless as they stand. */
const FIXED_ATTRIBUTES = names("target rel name face nowrap rules frame headers scope datetime reversed charset xmlns");

/** Contexts that mean nothing on elements that do not have the attribute. */
const HARMLESS: ReadonlySet<string> = new Set(["text", "css", "number", "structural"]);

export function useOfAttribute(element: string, name: string): AttributeUse | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return undefined;
  const context = attributeContext(element, name);
  switch (context) {
    case "link":
    case "image":
    case "style":
      return context;
    case "unsafe":
      return FIXED_ATTRIBUTES.has(name) || HARMLESS.has(usualContext(name)) ? "plain" : undefined;
    default:
      return "plain";
  }
}

/** Attributes of components that MJML writes as attributes, or looks up itself. */
const PLAIN_ATTRIBUTES = names("alt title name rel target css-class mj-class lang dir id role");
const REFUSED_ATTRIBUTES = names("srcset sizes usemap position path");

/** The same for an attribute of a component of MJML, which is a part of CSS unless its name says otherwise. */
export function useOfComponentAttribute(name: string): AttributeUse | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(name) || REFUSED_ATTRIBUTES.has(name)) return undefined;
  if (PLAIN_ATTRIBUTES.has(name) || name.startsWith("aria-")) return "plain";
  if (name === "href" || name === "base-url") return "link";
  return /(?:^|-)(?:src|url|icon)$/.test(name) ? "image" : "css";
}
