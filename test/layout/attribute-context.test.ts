import { describe, expect, test } from "vitest";
import { type AttributeContext, attributeContext, usualContext } from "../../src/layout/attribute-context.js";

/** Which elements have each of them is tested with every position for values. */
const USUAL: readonly (readonly [AttributeContext, string])[] = [
  ["text", "alt title summary abbr label placeholder aria-label aria-x data-x data-"],
  ["style", "style"],
  ["css", "bgcolor color fillcolor strokecolor align valign lang dir hreflang"],
  ["number", "width height border cellpadding cellspacing colspan rowspan hspace vspace size"],
  ["structural", "class id role hidden start value type"],
];

test.each(USUAL)("values of %s: %s", (context, names) => {
  for (const name of names.split(" ")) expect(usualContext(name)).toBe(context);
});

const SOME: readonly (readonly [AttributeContext, string, string])[] = [
  ["link", "href", "a area v:rect v:roundrect v:oval v:shape v:image"],
  ["link", "cite", "blockquote q del ins"],
  ["image", "src", "img v:fill v:image v:imagedata"],
  ["image", "background", "body table tr td th"],
];

test.each(SOME)("a %s in %s of %s", (context, name, elements) => {
  for (const element of elements.split(" ")) expect(attributeContext(element, name)).toBe(context);
  for (const element of ["link", "base", "script", "iframe", "p", "x"])
    expect(attributeContext(element, name)).toBe("unsafe");
});

describe("no value stands in", () => {
  const unsafe =
    "onclick onload srcdoc srcset action formaction method target rel content http-equiv name charset poster data codebase " +
    "code usemap download ping media integrity xlink:href xmlns nonce is slot aria data toString __proto__ constructor zz";
  test.each(unsafe.split(" "))("%s", (name) => {
    for (const element of ["a", "img", "td", "meta", "v:rect"]) expect(attributeContext(element, name)).toBe("unsafe");
  });
});
