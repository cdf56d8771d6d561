import fc from "fast-check";
import { loadMjml } from "../../src/layout/mjml.js";
import { type Place, path } from "./place.js";
import { exactly, made, oneOf, oneText, type Words, type Writing, write } from "./words.js";

const MJML = loadMjml();

/** Any attribute that MJML knows of a component, with a value of its type; none of those that are written already. */
export function anyAttribute(component: string, written: readonly string[], place: Place): Writing {
  const known = Object.entries(MJML.component(component)?.attributes ?? {});
  const open = known.filter(([name]) => !written.includes(name));
  return fc
    .constantFrom(...open)
    .chain(([name, type]) => made("any attribute", write` ${name}="${contentOf(name, type, place)}"`));
}

function contentOf(name: string, type: string, place: Place): Writing {
  const [, kind = type, list = ""] = /^(\w+)\(([^)]*)\)/.exec(type) ?? [];
  switch (kind) {
    case "color":
      return copied(["#abc", "", "color", ""], place);
    case "enum":
      return oneText(...list.split(",").filter((word) => word !== ""));
    case "boolean":
      return oneText("true", "false");
    case "integer":
      return oneText("1", "0");
    case "string":
      return textOf(name, place);
    default:
      return oneText(...list.split(",").map((unit) => (unit === "auto" ? unit : `12${unit === "" ? "px" : unit}`)));
  }
}

type Parts = readonly [literal: string, before: string, field: string, after: string];

/** What attributes of MJML's type `string` hold, by their names: a literal, and a value in its place. */
const TEXTS: readonly (readonly [names: RegExp, ...parts: Parts])[] = [
  [/^href$/, "https://x.example/", "", "url", ""],
  [/url$|src$|(?:left|right)-icon$/, "https://x.example/a.png", "", "photo", ""],
  [/border-radius/, "4px", "", "n", "px"],
  [/border-style|^font-|^text-|^ico-text-|^mode$|^background-size$/, "inherit", "", "word", ""],
  [/border/, "2px dashed #abc", "2px dashed ", "color", ""],
  [/^background-position/, "left", "", "word", ""],
  [/alt$|^(?:title|name|rel|target)$/, "x", "A ", "name", ""],
];

function textOf(name: string, place: Place): Writing {
  if (/font-family/.test(name)) return oneText("Arial", "Lato, Arial");
  const [, ...parts] = TEXTS.find(([names]) => names.test(name)) ?? OTHER;
  return copied(parts, place);
}

const OTHER = [/^/, "x", "", "slug", ""] as const;

/** A literal, or a value that MJML may copy, compute on, or not print at all. */
function copied([literal, before, field, after]: Parts, place: Place): Writing {
  if (place.fixed) return oneText(literal);
  const value = path(field, place).map(
    (at): Words => [before, ...exactly("value in a copied attribute", `{{${at}}}`), after],
  );
  return oneOf([5, () => oneText(literal)], [1, () => value]);
}
