import type { Mjml } from "./mjml.js";

/**
 * What MJML does with an attribute's value, by its own types: `text` is copied, `color` is copied but three-digit
 * colours are doubled, `structural` is computed on. Unknown attributes are MJML's to report.
 */
export type AttributeKind = "text" | "color" | "structural" | "unknown";

/** Attributes that choose rules and classes; MJML gives them no type. */
const STRUCTURAL_NAMES: ReadonlySet<string> = new Set(["mj-class", "css-class"]);
/** Attributes of the root element, which is no component. They are copied to `<html>` and to the body's container. */
const ROOT_TEXT: ReadonlySet<string> = new Set(["lang", "dir"]);

export function attributeKind(mjml: Mjml, element: string, attribute: string): AttributeKind {
  if (STRUCTURAL_NAMES.has(attribute)) return "structural";
  if (element === "mjml") return ROOT_TEXT.has(attribute) ? "text" : "structural";
  if (element === "mj-all" || element === "mj-class") return sharedKind(mjml, attribute);
  const component = mjml.component(element);
  if (component === undefined) return "structural";
  const type = Object.hasOwn(component.attributes, attribute) ? component.attributes[attribute] : undefined;
  return type === undefined ? "unknown" : kindOfType(type);
}

/** The kind of an attribute that is set for many components at once: the most careful one of theirs. */
function sharedKind(mjml: Mjml, attribute: string): AttributeKind {
  const kinds = mjml.names.map((name) => attributeKind(mjml, name, attribute)).filter((kind) => kind !== "unknown");
  const [first] = kinds;
  return first !== undefined && kinds.every((kind) => kind === first) ? first : "structural";
}

function kindOfType(type: string): AttributeKind {
  if (type === "string") return "text";
  return type === "color" ? "color" : "structural";
}
