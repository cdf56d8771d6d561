import { describe, expect, test } from "vitest";
import { positionAt } from "../../src/source/source-file.js";
import { contractOf, shapeOf } from "./contract-of.js";

describe("shapes", () => {
  test.each([
    ["no variables", ""],
    ["{{a}}", "a scalar"],
    ["{{a.b.c}}", "a {b {c scalar}}"],
    ["{{this.a}} {{./b}} {{@root.c}}", "a scalar, b scalar, c scalar"],
    ["{{[first name]}}", "first name scalar"],
    ["{{__proto__}} {{constructor}}", "__proto__ scalar, constructor scalar"],
    ["{{#each items}}{{name}}{{/each}}", "items [{name scalar}]"],
    ["{{#each items}}{{this}}{{/each}}", "items [scalar]"],
    ["{{#each items}}x{{/each}}", "items []"],
    ["{{#each rows}}{{#each this}}{{a}}{{/each}}{{/each}}", "rows [[{a scalar}]]"],
    [
      "{{#each a}}{{#each b}}{{c}}{{../d}}{{../../e}}{{/each}}{{/each}}",
      "a [{b [{c scalar}], d?(a[].b) scalar}], e?(a and a[].b) scalar",
    ],
    ["{{#each a as |x i|}}{{x.b}}{{i}}{{c}}{{/each}}", "a [{b scalar, c scalar}]"],
    [
      "{{#each a as |x|}}{{#each x.b as |y|}}{{x.c}}{{y.d}}{{/each}}{{/each}}",
      "a [{b [{d scalar}], c?(a[].b) scalar}]",
    ],
    ["{{#each a}}{{@index}}{{@first}}{{/each}}", "a []"],
    ["{{#each prices}}{{@key}}: {{this}}{{/each}}", "prices list or object [scalar]"],
    ["{{#with a}}{{b}}{{../c}}{{@root.d}}{{/with}}", "a {b scalar}, c scalar, d scalar"],
    ["{{#with a as |x|}}{{x.b}}{{/with}}", "a {b scalar}"],
    ["{{#with this}}{{a}}{{/with}}", "a scalar"],
    ["{{items.length}} {{#each items}}{{a}}{{/each}}", "items [{a scalar}]"],
    ["{{items.length}}", "items []"],
    ["{{items.0.name}}", "items [{name scalar}]"],
    ["{{box.length}} {{box.width}}", "box {length scalar, width scalar}"],
    ['{{lookup a "b"}}', "a {b scalar}"],
    ["{{lookup labels status}}", "labels list or object, status string or number"],
    ["{{#each a}}{{lookup ../b @index}}{{/each}}", "a [], b?(a) [scalar]"],
    ["{{upper a}} {{list b}} {{shout c}} {{number d}}", "a scalar, b [], c any, d string or number"],
    ["{{date a timeZone=b}}", "b scalar, a scalar"],
  ])("%s", async (template, shape) => {
    expect(shapeOf(await contractOf(template))).toBe(shape);
  });
});

describe("what is required", () => {
  test.each([
    ["{{#if a}}yes{{/if}}", "a? any"],
    ["{{#if a}}{{a}}{{/if}}", "a? scalar"],
    ["{{#if a}}{{a}}{{/if}}{{a}}", "a scalar"],
    ["{{#unless a}}{{b}}{{/unless}}", "a? any, b?(not a) scalar"],
    ["{{#if vip}}{{points}}{{/if}}", "vip? any, points?(vip) scalar"],
    ["{{#if vip}}{{points}}{{else}}{{points}}{{/if}}", "vip? any, points scalar"],
    ["{{#if vip}}{{a.b}}{{else}}{{a.c}}{{/if}}", "vip? any, a {b?(vip) scalar, c?(not vip) scalar}"],
    ["{{#if x}}{{#with o}}{{a}}{{/with}}{{else}}{{o.a}}{{/if}}", "x? any, o {a scalar}"],
    [
      "{{#if a}}1{{else if b}}{{c}}{{else}}{{d}}{{/if}}",
      "a? any, b? any, c?(not a and b) scalar, d?(not a and not b) scalar",
    ],
    ["{{#if user}}{{user.name}}{{/if}}", "user? {name scalar}"],
    ["{{#if user.name}}{{user.name}}{{/if}}", "user? {name? scalar}"],
    ["{{#if user.vip}}{{user.name}}{{/if}}", "user? {vip? any, name?(user.vip) scalar}"],
    ["{{user.id}}{{#if user.vip}}{{user.name}}{{/if}}", "user {id scalar, vip? any, name?(user.vip) scalar}"],
    ["{{#if (and a b)}}{{a}}{{b.c}}{{/if}}", "a? scalar, b? {c?(a) scalar}"],
    ["{{#if (or a b)}}{{a}}{{/if}}", "a?((or a b)) scalar, b? any"],
    ["{{#if (not a)}}1{{else}}{{a}}{{/if}}", "a? scalar"],
    ['{{#if (eq plan "pro")}}{{seats}}{{/if}}', 'plan scalar, seats?((eq plan "pro")) scalar'],
    ["{{#if n includeZero=true}}{{n}}{{/if}}", "n? scalar"],
    ['{{fallback a "there"}}', "a? scalar"],
    ["{{default a b}}", "a? scalar, b?(not a) scalar"],
    ['{{upper (fallback a "x")}}', "a? scalar"],
    ["{{or a b}}", "a? scalar, b?(not a) scalar"],
    ["{{and a b}}", "a scalar, b?(a) scalar"],
    ["{{#each a}}{{b}}{{else}}none{{/each}}", "a? [{b scalar}]"],
    ["{{#each a}}{{#if b}}{{b}}{{/if}}{{/each}}", "a [{b? scalar}]"],
    ["{{#if a}}{{#each a}}{{b}}{{/each}}{{/if}}", "a? [{b scalar}]"],
    ["{{#if a.length}}{{#each a}}{{b}}{{/each}}{{/if}}", "a? [{b scalar}]"],
    ["{{#each a}}{{../b}}{{/each}}", "a [], b?(a) scalar"],
    ["{{#with a}}{{b}}{{else}}{{c}}{{/with}}", "a? {b scalar}, c?(not a) scalar"],
  ])("%s", async (template, shape) => {
    expect(shapeOf(await contractOf(template))).toBe(shape);
  });
});

describe("sections", () => {
  test.each([
    ["{{#vip}}yes{{/vip}}", "vip? any"],
    ["{{^vip}}no{{/vip}}", "vip? any"],
    ["{{#items}}{{name}}{{/items}}", "items? list or object or boolean [{name scalar}] {name scalar}"],
    ["{{#name}}{{this}}{{/name}}", "name? list or string or number or boolean [scalar]"],
    ["{{#user}}{{name}}{{/user}}{{user.id}}", "user {name scalar, id scalar}"],
  ])("%s", async (template, shape) => {
    const found = shapeOf(await contractOf(template));
    expect(found).toBe(shape);
  });
});

describe("partials", () => {
  const files = {
    "partials/p.txt": "{{name}}",
    "partials/q.txt": "{{name}} {{label}}",
    "partials/wrap.txt": "[{{> @partial-block}}]",
  };
  test.each([
    ["{{> p}}", "name scalar"],
    ["{{> p user}}", "user {name scalar}"],
    ["{{> p name=title}}", "title scalar"],
    ['{{> q user label="x"}}', "user {name scalar}"],
    ["{{> q label=a.b}}", "a {b scalar}, name scalar"],
    ["{{#each users}}{{> q label=../title}}{{/each}}", "users [{name scalar}], title?(users) scalar"],
    ["{{#> wrap}}{{name}}{{/wrap}}", "name scalar"],
    ["{{#each a}}{{#> wrap}}{{b}}{{../c}}{{/wrap}}{{/each}}", "a [{b scalar}], c?(a) scalar"],
    ['{{#*inline "i"}}{{x}}{{/inline}}{{> i}}{{> i user}}', "x scalar, user {x scalar}"],
  ])("%s", async (template, shape) => {
    expect(shapeOf(await contractOf(template, files))).toBe(shape);
  });
});

test("uses are the places where a variable is named, each once", async () => {
  const contract = await contractOf("{{> p}}{{> p}}\n{{#if a.b}}{{a.b}}{{/if}}", { "partials/p.txt": "{{a.b}}" });
  const uses = contract.properties.get("a")?.properties.get("b")?.uses ?? [];
  const places = uses.map(({ span }) => {
    const { line, column } = positionAt(span.source, span.start);
    return `${span.source.path}:${line}:${column}`;
  });
  expect(places).toEqual(["partials/p.txt:1:3", "t/sms.txt:2:7", "t/sms.txt:2:14"]);
  expect(contract.properties.get("a")?.uses.every(({ direct }) => !direct)).toBe(true);
});
