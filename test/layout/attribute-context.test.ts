import { describe, expect, test } from "vitest";
import { type AttributeContext, attributeContext, usualContext } from "../../src/layout/attribute-context.js";

/** Every attribute that takes a value on some elements only, with all of these. */
const OWN: readonly (readonly [AttributeContext, string, string])[] = [
  ["text", "alt", "img area input v:image v:imagedata"],
  ["text", "summary", "table"],
  ["text", "abbr", "td th"],
  ["text", "label", "menu"],
  ["text", "placeholder", "input"],
  ["css", "bgcolor", "body table thead tbody tfoot tr col colgroup td th"],
  ["css", "color", "basefont font hr v:fill v:stroke v:shadow"],
  ["css", "fillcolor", "v:background v:group v:image v:line v:oval v:rect v:roundrect v:shape"],
  ["css", "strokecolor", "v:background v:group v:image v:line v:oval v:rect v:roundrect v:shape"],
  ["css", "align", "caption div h1 h2 h3 h4 h5 h6 hr img input legend p table thead tbody tfoot tr col colgroup td th"],
  ["css", "valign", "table thead tbody tfoot tr col colgroup td th"],
  ["css", "hreflang", "a area"],
  ["number", "width", "hr img input pre table thead tbody tfoot tr col colgroup td th"],
  ["number", "height", "img input table thead tbody tfoot tr col colgroup td th"],
  ["number", "border", "img table"],
  ["number", "cellpadding", "table"],
  ["number", "cellspacing", "table"],
  ["number", "colspan", "td th"],
  ["number", "rowspan", "td th"],
  ["number", "hspace", "img"],
  ["number", "vspace", "img"],
  ["number", "size", "basefont font hr input"],
  ["structural", "start", "ol"],
  ["structural", "value", "button data input li meter progress"],
  ["structural", "type", "button input li ol ul v:fill"],
  ["link", "href", "a area v:background v:group v:image v:line v:oval v:rect v:roundrect v:shape"],
  ["link", "cite", "blockquote q del ins"],
  ["image", "src", "img v:fill v:image v:imagedata"],
  ["image", "background", "body table thead tbody tfoot tr col colgroup td th"],
];

const KNOWN =
  "html head body title style a area b blockquote br button caption code col colgroup data del div em fieldset font " +
  "basefont h1 h2 h3 h4 h5 h6 hr i img input ins label legend li map menu meter ol p picture pre progress q span strong " +
  "table tbody td textarea tfoot th thead tr u ul v:background v:fill v:group v:image v:imagedata v:line v:oval v:rect " +
  "v:roundrect v:shadow v:shape v:stroke v:textbox";

test.each(OWN)("a %s in %s of %s", (context, name, elements) => {
  expect(usualContext(name)).toBe(context);
  const found = KNOWN.split(" ").filter((element) => attributeContext(element, name) === context);
  expect(found.toSorted()).toEqual(elements.split(" ").toSorted());
  for (const element of `${KNOWN} link base script iframe embed svg x`.split(" "))
    expect([context, "unsafe"]).toContain(attributeContext(element, name));
});

/** Attributes that take the same on every known element. */
const GLOBAL: readonly (readonly [AttributeContext, string])[] = [
  ["text", "title aria-label aria-x data-x data-a-b data-1 data-9z"],
  ["style", "style"],
  ["css", "lang dir"],
  ["structural", "class id role hidden"],
];

test.each(GLOBAL)("a %s in %s of every element", (context, attributes) => {
  for (const name of attributes.split(" ")) {
    expect(usualContext(name)).toBe(context);
    for (const element of KNOWN.split(" ")) expect(attributeContext(element, name)).toBe(context);
    for (const element of ["script", "svg", "math", "object", "x", "x-y", ""])
      expect(attributeContext(element, name)).toBe("unsafe");
  }
});

describe("no value stands in", () => {
  const unsafe =
    "onclick onload srcdoc srcset action formaction method target rel content http-equiv name charset poster data codebase " +
    "code usemap download ping media integrity xlink:href xmlns nonce is slot aria data data- aria- data-'a data-é data-a; xdata-a xaria-a toString __proto__ constructor zz";
  test.each(unsafe.split(" "))("%s", (name) => {
    for (const element of ["a", "img", "td", "meta", "v:rect"]) expect(attributeContext(element, name)).toBe("unsafe");
  });

  test("what nobody knows", () => {
    for (const name of ["zz", "onclick", "xdata-a", "toString"]) expect(usualContext(name)).toBe("unsafe");
  });
});
