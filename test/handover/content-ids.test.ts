import { expect, test } from "vitest";
import { contentIdsOf } from "../../src/handover/content-ids.js";
import { createRenderer } from "../../src/index.js";

test.each([
  ['<img src="cid:logo">', ["logo"]],
  ["<img alt='' src='cid:logo' />", ["logo"]],
  ['<td background="cid:a" style="background:url(cid:b)">', ["a", "b"]],
  ["<td style=\"background:#fff url('cid:b') no-repeat\">", ["b"]],
  ['<td style="background:url(&quot;cid:b&quot;)"><td style="background:url(&#34;cid:c&#34;)">', ["b", "c"]],
  ["<style>.a{background:url(cid:b)} .b{background:url( 'cid:c' )}</style>", ["b", "c"]],
  ['<!--[if mso]><v:fill type="tile" src="cid:mso" /><![endif]-->', ["mso"]],
  ['<img src="CID:logo"><img src="cid:logo">', ["logo"]],
  ['<img src="cid:logo%40shop.example">', ["logo@shop.example"]],
  ['<img src="cid:100%">', ["100%"]],
  ["<p>acid:rain, cid:x, url(cid:y)</p>", []],
  ["<p>&#34;cid:x&#34; src&#61;&#34;cid:y&#34; style&#61;&#34;url(cid:z)&#34;</p>", []],
  ['<a href="https://x.example/?cid:1">', []],
])("%s", (html, ids) => {
  expect([...contentIdsOf(html)]).toEqual(ids);
});

test("no text of a value is taken for a picture", async () => {
  const hostile = ` src="cid:a" style="x:url(cid:b)"' src='cid:c' src=cid:d url(cid:e)<img src=cid:f>`;
  const content = '<html><body><p title="{{x}}">{{x}}</p><img src="cid:logo" alt="{{x}}"></body></html>';
  const message = await createRenderer({ trust: "trusted" }).compile({ type: "email", subject: "x", content });
  const { html } = message.render({ x: hostile });
  expect(html).toContain("cid:e");
  expect([...contentIdsOf(html)]).toEqual(["logo"]);
});
