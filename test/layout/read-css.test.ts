import { describe, expect, test } from "vitest";
import { readCss } from "../../src/layout/css-context.js";
import { partsOf } from "./written-parts.js";

/** How each value is made safe, or in short what is wrong. */
function reading(written: string, start: "rules" | "declarations" = "declarations"): string {
  const places = readCss(partsOf(written), start);
  return [...places.values()]
    .map((place) => (typeof place === "string" ? place : (SHORT[place.problem] ?? "?")))
    .join(" ");
}

const SHORT: Readonly<Record<string, string>> = {
  "a value outside of a CSS declaration's value": "OUTSIDE",
  "a value that is a part of a CSS URL": "PART-OF-URL",
  "a value in a string that a CSS function may take for a URL": "IN-FUNCTION",
  "a value in CSS that is broken or written with escapes": "BROKEN",
  "a value in a CSS comment": "COMMENT",
  "a value of a property that runs code": "CODE",
  "a value that is a part of a CSS word": "PART-OF-WORD",
  "a value of `display`, which decides whether the text part has the element": "DISPLAY",
  "a value of `visibility`, which decides whether the text part has the element": "DISPLAY",
};

describe("declarations", () => {
  test.each([
    ["color:{{x}}", "css"],
    ["color : {{x}} ;", "css"],
    ["COLOR:{{x}}", "css"],
    ["-webkit-x:{{x}}", "css"],
    ["--x:{{x}}", "css"],
    ["color:{{x}};color:{{x}}", "css css"],
    ["a:b;color:{{x}}", "css"],
    ["a:b:{{x}}", "css"],
    ["a:1:{{x}}", "css"],
    ["a:(1):{{x}}", "css"],
    ["a:{{x}}:{{x}}", "css css"],
    ["a:\\ b;c:{{x}}", "css"],
    ["a:\\{{x}};b:{{x}}", "BROKEN BROKEN"],
    ["--behavior:{{x}}", "css"],
    ["margin:{{x}} {{x}}", "css css"],
    ["margin:1px,{{x}}", "css"],
    ["font:{{x}}/{{x}}", "css css"],
    ["width:calc({{x}})", "css"],
    ["width:calc(({{x}}))", "css"],
    ["width:calc(1px);color:{{x}}", "css"],
    ["x:a(b);'':{{x}}", "OUTSIDE"],
    ["width:{{x}}px", "css-number"],
    ["width:{{x}}%", "css-number"],
    ["width:{{x}}em", "css-number"],
    ["width:{{x}}rem", "css-number"],
    ["width:{{x}}pt", "css-number"],
    ["width:{{x}}vw", "css-number"],
    ["width:{{x}}vh;", "css-number"],
    ["width:{{x}} px", "css"],
    ["width:{{x}}pxa", "PART-OF-WORD"],
    ["width:{{x}}px-", "PART-OF-WORD"],
    ["width:{{x}}a", "PART-OF-WORD"],
    ["width:{{x}}-", "PART-OF-WORD"],
    ["width:{{x}}\\61", "PART-OF-WORD"],
    ["width:{{x}}(", "BROKEN"],
    ["width:{{x}}()", "PART-OF-WORD"],
    ["width:{{x}}é", "PART-OF-WORD"],
    ["width:{{x}}\x80", "PART-OF-WORD"],
    ["width:{{x}}{{x}}", "PART-OF-WORD PART-OF-WORD"],
    ["width:a{{x}}", "PART-OF-WORD"],
    ["width:#{{x}}", "PART-OF-WORD"],
    ["width: #{{x}}", "PART-OF-WORD"],
    ["width:a#/**/{{x}}", "css"],
    ["width:.{{x}}", "PART-OF-WORD"],
    ["width:-{{x}}", "PART-OF-WORD"],
    ["width:é{{x}}", "PART-OF-WORD"],
    ["width:\uffff{{x}}", "PART-OF-WORD"],
    ["width:+{{x}}", "css"],
    ["width:{{x}}!important", "css"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });
});

describe("strings and URLs", () => {
  test.each([
    ["content:'{{x}}'", "css-string"],
    ['content:"{{x}}"', "css-string"],
    ["content:'a{{x}}b{{x}}'", "css-string css-string"],
    ["content:'\"{{x}}'", "css-string"],
    ["content:'\\'{{x}}'", "css-string"],
    ["content:'\\\r\n{{x}}'", "css-string"],
    ["content:'\\\n{{x}}'", "css-string"],
    ["content:'a\n{{x}}'", "BROKEN"],
    ["content:'a\r{{x}}'", "BROKEN"],
    ["content:'a\f{{x}}'", "BROKEN"],
    ["content:'a\n';color:{{x}}", "BROKEN"],
    ["content:'{{x}}", "BROKEN"],
    ["content:'a';color:{{x}}", "css"],
    ["content:'a{';color:{{x}}", "css"],
    ["content:'a;b:{{x}}'", "css-string"],
    ["filter:'{{x}}'", "IN-FUNCTION"],
    ["-ms-filter:'{{x}}'", "IN-FUNCTION"],
    ["filters:'{{x}}'", "css-string"],
    ["--x:'{{x}}'", "IN-FUNCTION"],
    ["a:format('{{x}}')", "css-string"],
    ["a:local('{{x}}')", "css-string"],
    ["a:attr('{{x}}')", "css-string"],
    ["a:counter(a,'{{x}}')", "css-string"],
    ["a:COUNTERS(a,'{{x}}')", "css-string"],
    ["a:src('{{x}}')", "IN-FUNCTION"],
    ["a:('{{x}}')", "IN-FUNCTION"],
    ["a:src(local('{{x}}'))", "IN-FUNCTION"],
    ["a:src(b) '{{x}}'", "css-string"],
    ["a:url({{x}})", "css-url"],
    ["a:URL({{x}})", "css-url"],
    ["a:url( {{x}} )", "css-url"],
    ["a:url({{x}}/b)", "css-url"],
    ["a:url({{x}}?b)", "css-url"],
    ["a:url({{x}}#b)", "css-url"],
    ["a:url({{x}}b)", "PART-OF-URL"],
    ["a:url({{x}} b)", "PART-OF-URL"],
    ["a:url({{x}} /b)", "PART-OF-URL"],
    ["a:url(b{{x}})", "PART-OF-URL"],
    ["a:url({{x}}{{x}})", "PART-OF-URL PART-OF-URL"],
    ["a:url({{x}}/{{x}})", "css-url PART-OF-URL"],
    ["a:url({{#if}})", "PART-OF-URL"],
    ["a:url({{x}}", "BROKEN"],
    ["a:url(b) {{x}}", "css"],
    ["a:url(b);c:{{x}}", "css"],
    ["a:url(\\)){{x}}", "css"],
    ["a:url(b;c:d) url({{x}})", "css-url"],
    ["a:url('{{x}}')", "css-url"],
    ["a:url( '{{x}}')", "css-url"],
    ['a:url("{{x}}")', "css-url"],
    ["a:url('{{x}}/b')", "css-url"],
    ["a:url('{{x}}b')", "PART-OF-URL"],
    ["a:url('{{x}} ')", "PART-OF-URL"],
    ["a:url('b{{x}}')", "PART-OF-URL"],
    ["a:url(' {{x}}')", "PART-OF-URL"],
    ["a:url('{{x}}\"')", "PART-OF-URL"],
    ["a:url('b') url('{{x}}')", "css-url"],
    ["a:url('{{#if}}')", "PART-OF-URL"],
    ["a:xurl({{x}})", "css"],
    ["a:my-url({{x}})", "css"],
    ["a:éurl({{x}})", "css"],
    ["a:url(\\){{x}})", "PART-OF-URL"],
    ["a:url(a\\){{x}})", "PART-OF-URL"],
    ["a:url(\\{{x}})", "PART-OF-URL"],
    ["a:url(\n{{x}})", "css-url"],
    ["a:url(b 'c) {{x}}", "css"],
    ["a:url('b' {{x}})", "css"],
    ["a:image-set(url('{{x}}'))", "css-url"],
    ["a:url('{{x}}b/c')", "PART-OF-URL"],
    ["a:url('{{x}}?b')", "css-url"],
    ["a:url('{{x}}#b')", "css-url"],
    [`a:url(${" ".repeat(99)}'{{x}}')`, "css-url"],
    [`a:url(${" ".repeat(100)}'{{x}}')`, "PART-OF-URL"],
    ["a--b:'{{x}}'", "css-string"],
    ["content:'\\\\{{x}}'", "css-string"],
    ["content:'a\\{{x}}'", "BROKEN"],
    ["a:url {{x}}", "css"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });
});

describe("what is not a value", () => {
  test.each([
    ["{{x}}", "OUTSIDE"],
    ["{{x}}:a", "OUTSIDE"],
    ["a{{x}}:b", "OUTSIDE"],
    ["a{{x}}:{{x}}", "OUTSIDE OUTSIDE"],
    ["a;{{x}}", "OUTSIDE"],
    ["a:b;{{x}}", "OUTSIDE"],
    ["1:{{x}}", "OUTSIDE"],
    ["a b:{{x}}", "OUTSIDE"],
    ["a/**/:{{x}}", "css"],
    ["/**/a:{{x}}", "css"],
    ["(a):{{x}}", "OUTSIDE"],
    ["a::{{x}}", "css"],
    ["a:/*{{x}}*/", "COMMENT"],
    ["/*{{x}}*/a:b", "COMMENT"],
    ["a:/* * / {{x}}*/", "COMMENT"],
    ["a:/*'*/{{x}}", "css"],
    ["a:/**{{x}}", "BROKEN"],
    ["a:/**{{x}}*/", "COMMENT"],
    ["a:b/*;*/{{x}}", "css"],
    ["a:\\{{x}}", "BROKEN"],
    ["a:\\62 {{x}}", "BROKEN"],
    ["a:\\62;c:{{x}}", "css"],
    ["\\62:{{x}}", "OUTSIDE"],
    ["a:{{x}}\\", "PART-OF-WORD"],
    ["a:({{x}}", "BROKEN"],
    ["a:(b;c:{{x}}", "BROKEN"],
    ["a:{{x}}{", "OUTSIDE"],
    ["a:{{x}}}", "BROKEN"],
    ["a:b};c:{{x}}", "OUTSIDE"],
    ["a:b{};c:{{x}}", "BROKEN"],
    ["display:{{x}}", "DISPLAY"],
    ["DISPLAY :{{x}}", "DISPLAY"],
    ["visibility:{{x}}", "DISPLAY"],
    ["behavior:{{x}}", "CODE"],
    ["-ms-behavior:{{x}}", "CODE"],
    ["-moz-binding:{{x}}", "CODE"],
    ["binding:{{x}}", "CODE"],
    ["xbehavior:{{x}}", "css"],
    ["behaviors:{{x}}", "css"],
    ["a:expression({{x}})", "CODE"],
    ["a:EXPRESSION(b({{x}}))", "CODE"],
    ["a:xexpression({{x}})", "css"],
    ["a:&{{x}}", "BROKEN"],
    ["a:&#{{x}}", "BROKEN"],
    ["a:&#x4{{x}}", "BROKEN"],
    ["a:&am{{x}}", "BROKEN"],
    ["a:& {{x}}", "css"],
    ["a:'&;{{x}}'", "css-string"],
    ["a:'&{{x}}'", "BROKEN"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });

  test("functions in each other are counted up to fifty", () => {
    expect(reading(`a:${"b(".repeat(49)}c({{x}})${")".repeat(49)}`)).toBe("css");
    expect(reading(`a:${"b(".repeat(50)}c({{x}})${")".repeat(50)}`)).toBe("BROKEN");
    expect(reading(`a:${"b(1)".repeat(60)} {{x}}`)).toBe("css");
  });
});

describe("blocks", () => {
  test.each([
    ["a:{{#if}}{{x}}{{else}}b{{/}}", "css css css css"],
    ["a:{{#if}}b{{/}}{{x}}", "css PART-OF-WORD PART-OF-WORD"],
    ["a:{{#if}}b{{/}} {{x}}", "css css css"],
    ["a:{{x}}{{#if}}b{{/}}", "css PART-OF-WORD PART-OF-WORD"],
    ["a:{{x}} {{#if}}b{{/}}", "css css css"],
    ["{{#if}}a:b{{/}}", "OUTSIDE css"],
    ["a:'{{#if}}b{{/}}'", "css-string css-string"],
    ["a:b{{#if}}c{{/}}", "PART-OF-WORD PART-OF-WORD"],
    ["a:b {{#if}}c{{/}}", "css css"],
    ["a:{{#if}}{{x}}{{else}}b{{/}}", "css css css css"],
    ["a:{{#if}}{{x}}{{else}}{{x}}{{/}};b:c", "css css css css css"],
    ["a:{{#if}}{{x}}{{else}}b{{/}}()", "css PART-OF-WORD css PART-OF-WORD"],
    ["a:{{#if}}b{{else}}{{x}}{{/}}()", "css css PART-OF-WORD PART-OF-WORD"],
    ["a:{{#if}}{{x}}{{else}}b{{/}}c", "css PART-OF-WORD css PART-OF-WORD"],
    ["a:{{#if}}{{x}}{{else}}b{{/}}px", "css css-number css css-number"],
    ["a:-{{#if}}{{x}}{{else}}{{x}}{{/}}", "PART-OF-WORD PART-OF-WORD PART-OF-WORD PART-OF-WORD PART-OF-WORD"],
    [
      "a:{{#if}}{{#if}}{{x}}{{else}}b{{/}}{{else}}{{x}}{{/}}(",
      "BROKEN BROKEN BROKEN BROKEN BROKEN BROKEN BROKEN BROKEN",
    ],
    [
      "a:{{#if}}{{#if}}{{x}}{{else}}b{{/}}{{else}}{{x}}{{/}}%",
      "css css css-number css css-number css css-number css-number",
    ],
    ["a:{{#if}}b{{else}}{{#if}}{{x}}{{else}}c{{/}}{{/}} (d)", "css css css css css css css"],
    ["a:b{{#if}} {{#if}}c{{else}}{{x}}{{/}}{{/}}", "PART-OF-WORD css css css css PART-OF-WORD"],
    ["a:{{#if}}{{x}}{{else}}{{#if}}b{{/}}e{{/}} d", "css css css css PART-OF-WORD css"],
    ["a:{{x}}{{#if}}b{{/}}()", "css PART-OF-WORD PART-OF-WORD"],
    ["a:{{#if}}{{x}}{{else}}{{#if}}b{{else}}c{{/}}{{/}}d", "css PART-OF-WORD css css css PART-OF-WORD PART-OF-WORD"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written)).toBe(expected);
  });
});

describe("style sheets", () => {
  test.each([
    [".a{color:{{x}} }", "css"],
    [".a{color:{{x}};}.b{color:{{x}} }", "css css"],
    ["@media x{.a{color:{{x}} }}", "css"],
    ["@media x{.a{b:c} .d{e:{{x}} }}", "css"],
    [".a{b:c;d:{{x}}px}", "css-number"],
    [".a{b:url({{x}})}", "css-url"],
    [".a{b:'{{x}}'}", "css-string"],
    [".a:b{c:d} .e{f:{{x}} }", "css"],
    ["{{x}}{a:b}", "OUTSIDE"],
    [".a{{x}}{a:b}", "OUTSIDE"],
    [".a:{{x}}", "OUTSIDE"],
    ["a:{{x}}", "OUTSIDE"],
    ["a:b{c:d}e:{{x}}", "OUTSIDE"],
    ["@media (a:{{x}}){.b{c:d}}", "OUTSIDE"],
    ["@import '{{x}}';", "OUTSIDE"],
    ["@import url({{x}});", "OUTSIDE"],
    [".a{b:c} {{x}}{d:e}", "OUTSIDE"],
    ["@media x{.a:{{x}} {b:c}}", "OUTSIDE"],
    ["@media x{.a:{{x}};{b:c}}", "OUTSIDE"],
    ["@media x{a:{{x}};b{c:d}}", "css"],
    [".a{b:(c}.d{e:{{x}} }", "BROKEN"],
    [".a{b:{{x}};c:(}", "css"],
    [".a{b:{{x}} (}", "BROKEN"],
    [".a{b:'{{x}}", "BROKEN"],
    [".a{b:{{x}}", "css"],
    [".a{b:&{{x}} }", "css"],
    [".a{b:c}}d:{{x}}", "OUTSIDE"],
    [".a{b:\\62;c:{{x}} }", "css"],
    [".a\\:b{c:{{x}} }", "css"],
    [".a{b:\\62 }.c{d:{{x}} }", "css"],
    ["/*{*/a:{{x}}", "OUTSIDE"],
    [".a{/*}*/b:{{x}} }", "css"],
    [".a[b='{{x}}']{c:d}", "OUTSIDE"],
    [".a:not(.b){c:{{x}} }", "css"],
  ])("%j: %j", (written, expected) => {
    expect(reading(written, "rules")).toBe(expected);
  });
});

test("what has no place has a code", () => {
  const codes = (written: string) =>
    [...readCss(partsOf(written), "declarations").values()].map((place) =>
      typeof place === "string" ? "" : place.code,
    );
  expect(codes("display:{{x}};visibility:{{x}}")).toEqual(["structural-position", "structural-position"]);
  expect(codes("{{x}}:a")).toEqual(["unsafe-position"]);
  expect(codes("a:b{{x}}")).toEqual(["unsafe-position"]);
});
