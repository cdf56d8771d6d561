import type { Variables } from "../../src/runtime/index.js";

/**
 * Small templates, one for each thing that MJML, juice or the text part computes on or that a block can take away. The
 * name says what is tried.
 */
export const CORPUS: Readonly<Record<string, string>> = {
  "block in a paragraph": text("<h1>Hi {{name}}</h1><p>{{#if on}}A {{name}}{{else}}B{{/if}}</p>"),
  "loop of list items": text(
    "<ul>{{#each items}}<li>{{name}}{{#if note}}<br>{{note}}{{/if}}</li>{{/each}}</ul><p>end</p>",
  ),
  "numbers and quotes": text(
    '<ol start="9">{{#each items}}<li><p>{{name}}</p><p>{{note}}</p></li>{{/each}}<li>end</li></ol><blockquote>{{name}}<br>{{#if on}}<p>x</p>{{/if}}</blockquote>',
  ),
  "lists in lists": text(
    "{{#if items}}<ul>{{#each items}}<li>{{#if note}}{{name}}{{/if}}<ol>{{#each ../items}}<li>{{name}} {{../name}}</li>{{/each}}</ol></li>{{/each}}</ul>{{/if}}<dl>{{#each items}}<dt>{{name}}</dt><dd>{{note}}</dd>{{/each}}</dl>",
  ),
  "preformatted text": text(
    "<pre>\n  {{name}}\n   x {{#if on}}\n\ny{{/if}}\n</pre><pre>{{lines}}</pre><pre>a {{#if on}}\nb{{/if}} <b>{{lines}}</b>\n\n</pre><ul><li><pre>x\n {{lines}}</pre></li></ul>",
  ),
  "white space in values": text(
    "<p>a{{space}}b {{space}} c{{name}}{{space}}{{#if on}} d {{/if}}e</p><p>{{space}}</p><p>{{#if on}}{{space}}{{/if}}</p>",
  ),
  "line breaks": text(
    "a<br>{{#if on}}b<br>{{/if}}<br>{{#if on}}<br>{{/if}}c{{#each items}}<br>{{name}}{{/each}}<br><br>",
  ),
  "standalone tags": `{{#if on}}\n${text("<p>\n  {{#if name}}\n  N {{name}}\n  {{else}}\n no\n  {{/if}}\n</p>")}\n{{~else~}}\n${text("E")}\n{{/if}}`,
  "hidden parts": text(
    '<div style="display:none">{{name}}</div><div style="display: none !important;mso-hide:all">h</div><span hidden>{{name}}</span>{{#if on}}<p>v</p>{{/if}}',
  ),
  links: text(
    '<a href="mailto:{{email}}">{{email}}</a> <a href="tel:{{phone}}">call</a> <a href="{{url}}">{{url}}</a> <a href="{{url}}"> {{name}} </a>end <a href="https://x/{{slug}}"><img src="{{url}}" alt="{{name}}"></a> <a href="{{url}}">{{space}}</a> <a href="{{url}}">{{#if on}}yes{{/if}}</a>,{{#if on}}<a href="#top">t</a>{{/if}}',
  ),
  "links that lead to nobody": text(
    '<a href="mailto:">{{name}}</a> <a href=" TEL: ">call</a> <a href="">x</a> <a href="#">y</a> <a href="mailto:"></a>{{#if on}}<a href="mailto:?subject={{slug}}">mail</a>{{/if}} <a href="mailto:{{#if on}}{{email}}{{/if}}">{{name}}</a> <a href="tel:{{#unless on}}{{phone}}{{/unless}}"></a> <a href="{{#if on}}#{{slug}}{{/if}}">y</a>',
  ),
  "white space around URLs": `${text('<a href=" {{url}}\n">a</a> <a href=" {{#if on}}{{url}}{{else}}https://x/{{/if}} ">b</a> <a href="\n{{url}}/x ">c</a>')}${section('<mj-image src=" {{url}} " href=" {{url}} " />')}`,
  "blocks in attributes": text(
    '<a href="https://x/{{#if on}}a{{else}}b{{/if}}?q={{slug}}" title="{{#if on}}T {{name}}{{/if}}">{{#if on}}go{{/if}}</a><img src="https://x/y.png" alt="{{#if on}}A{{else}}{{name}}{{/if}}">',
  ),
  "characters in attributes": text(
    '<a href="https://x/?a={{slug}}&amp;b={{slug}}&c=1">x</a><p title="a &amp; {{name}} &quot;">&lt;{{name}}&gt; &nbsp;&copy; &#8217;</p>',
  ),
  "quotes in styles": text(
    '<p style="font-family:&quot;A B&quot;, serif;background:url(https://x/?a=1&amp;b=2)">{{name}}</p><p title=\'q"uote {{name}}\'>y</p>',
  ),
  scopes: text(
    "{{#with deep}}{{#if x}}<p>{{x}} {{../name}} {{@root.name}}</p>{{#each list}}{{#unless @first}}, {{/unless}}{{@index}}:{{this}}{{/each}}{{/if}}{{/with}}",
  ),
  "objects and numbers": text(
    "{{#each map}}<p>{{@key}}={{this}}</p>{{/each}}{{#each list}}{{this}};{{/each}}{{number}} {{zero}} {{no}}",
  ),
  "else if": `{{#if zero}}${text("0")}{{else if on}}${text("a")}{{else}}${text("e")}{{/if}}`,
  "section under a condition": `${text("a")}{{#if on}}${text("A {{name}}")}{{/if}}${text("z")}`,
  "first and last section under a condition": `{{#if on}}${text("first")}{{/if}}${text("{{#if on}}only{{/if}}")}{{#unless on}}${text("last")}{{/unless}}`,
  "loop of sections": `{{#each items}}${section('<mj-text>{{name}}</mj-text><mj-divider /><mj-image src="https://x/y.png" alt="{{name}}" />', 'css-class="hot"')}{{/each}}`,
  "loops in loops of sections": `{{#each items}}${text("{{@index}} {{@key}} {{#if @first}}f{{/if}}{{#if @last}}l{{/if}} {{name}}")}{{#each ../items}}${text("{{../name}}/{{name}} {{@../index}}")}{{/each}}{{/each}}`,
  "sections of different columns": `{{#each items}}{{#if note}}<mj-section><mj-column><mj-text>{{name}}</mj-text></mj-column><mj-column><mj-text>{{note}}</mj-text></mj-column></mj-section>{{else}}${text("{{name}}")}{{/if}}{{/each}}`,
  "full-width sections": `{{#if on}}${section("<mj-text>A</mj-text>", 'full-width="full-width" background-color="#fff"')}{{/if}}${section("<mj-text>B</mj-text>", 'full-width="full-width" background-url="{{url}}"')}{{#if on}}${text("c")}{{/if}}`,
  "components under a condition": `<mj-section><mj-column><mj-text>1</mj-text>{{#if on}}<mj-text>in {{name}}</mj-text><mj-spacer />{{/if}}</mj-column><mj-column>{{#unless on}}<mj-text>un</mj-text>{{/unless}}<mj-text>2</mj-text></mj-column></mj-section>`,
  wrapper: `<mj-wrapper background-color="#eee" css-class="hot">{{#if on}}${text("A")}{{/if}}${text("B")}</mj-wrapper>`,
  "wrapper with a picture": `{{#if on}}<mj-wrapper background-url="{{url}}" full-width="full-width">${text("A")}</mj-wrapper>{{/if}}<mj-section background-url="{{url}}" background-size="cover"><mj-column><mj-text>x</mj-text></mj-column></mj-section>`,
  languages: text(
    '<p lang="{{lang}}" dir="{{#if on}}rtl{{else}}ltr{{/if}}">x</p><a href="/x" hreflang="{{lang}}">y</a>',
  ),
  hero: '<mj-hero mode="fixed-height" height="300px" background-url="{{url}}" background-width="600px" background-height="300px"><mj-text color="{{color}}">{{name}}</mj-text>{{#if on}}<mj-button href="{{url}}">{{name}}</mj-button>{{/if}}</mj-hero>',
  "colours in a hero":
    '<mj-hero background-height="100px" background-width="200px"><mj-text container-background-color="{{color}}">x</mj-text><mj-text container-background-color="{{#if on}}{{short}}{{else}}#fff{{/if}}">y</mj-text></mj-hero>',
  group:
    "<mj-section><mj-group><mj-column><mj-text>{{name}}</mj-text></mj-column><mj-column><mj-text>{{#if on}}y{{/if}}</mj-text></mj-column></mj-group></mj-section>",
  navbar: `{{#if on}}${section('<mj-navbar hamburger="hamburger"><mj-navbar-link href="{{url}}">{{name}}</mj-navbar-link><mj-navbar-link href="https://b/{{slug}}">b</mj-navbar-link></mj-navbar>')}{{/if}}${text("t")}`,
  "loop of links of a navbar": section(
    '<mj-navbar>{{#each items}}<mj-navbar-link href="https://x/{{slug}}">{{name}}</mj-navbar-link>{{/each}}</mj-navbar>',
  ),
  social: section(
    '<mj-social>{{#if on}}<mj-social-element name="facebook-noshare" href="{{url}}">F {{name}}</mj-social-element>{{/if}}<mj-social-element name="github" href="https://g/{{slug}}">G</mj-social-element></mj-social>',
  ),
  accordion: section(
    "<mj-accordion>{{#each items}}<mj-accordion-element><mj-accordion-title>{{name}}</mj-accordion-title><mj-accordion-text>{{note}}</mj-accordion-text></mj-accordion-element>{{/each}}</mj-accordion>",
  ),
  carousel: `{{#if on}}${section('<mj-carousel><mj-carousel-image src="https://a/b.png" alt="n" /><mj-carousel-image src="https://a/c.png" /></mj-carousel>')}{{/if}}${text("t")}`,
  table: section(
    '<mj-table><tr><th>a</th><th>b</th></tr>{{#each items}}<tr style="color:{{../color}}"><td>{{name}}</td><td style="background:{{../color}};width:10%">{{note}}</td></tr>{{else}}<tr><td colspan="2">none</td></tr>{{/each}}</mj-table>',
  ),
  "cells under a condition": section(
    "<mj-table>{{#if on}}<thead><tr><th>h</th></tr></thead>{{/if}}<tbody><tr><td>x</td>{{#if on}}<td>{{name}}</td>{{/if}}</tr></tbody></mj-table>",
  ),
  "content beside the cells of a table": section(
    "<mj-table>{{#if on}}<p>Note: {{name}}</p>{{/if}}<tr><td>x</td></tr>{{#each items}}<tr>t<td>{{name}}</td></tr>,{{/each}}{{name}}</mj-table><mj-raw>{{#if on}}hello{{/if}}</mj-raw>",
  ),
  "elements that overlap": text(
    '<b><p>{{#if on}}x{{/if}}</b>y</p><a href="{{url}}">n<a href="{{url}}">{{#if on}}z{{/if}}</a></a>{{#if on}}<td>c</td>{{/if}}<td>d</td><svg><g/><title>t</title></svg>',
  ),
  "end tags left out": text(
    "<ul><li>a<li>{{#if on}}b{{/if}}<p>c<p>{{name}}</ul><p>d<div>{{#if on}}e{{/if}}</div>f<table><tr><th>g<td>{{name}}<tr><td>h<tbody><tr><td>i</table></p>j",
  ),
  "roles of tables": text(
    '<table role=" Presentation"><tr><td>a</td><td>{{name}}</td></tr></table><table role="NONE"><tr><td>b</td><td>c</td></tr></table>',
  ),
  "layout and data tables": text(
    '<table role="presentation">{{#each items}}<tr><td>{{name}}</td><td>{{note}}</td></tr>{{/each}}</table><table>{{#if on}}<caption>C</caption>{{/if}}{{#each items}}<tr><th>{{name}}</th>{{#if note}}<td>{{note}}</td>{{/if}}<td>z</td></tr>{{/each}}</table>',
  ),
  "inlined CSS over values": section(
    '<mj-table css-class="hot"><tr><td style="background:{{color}}">{{name}}</td></tr></mj-table><mj-text css-class="hot"><h1 style="font-size:{{number}}px">x</h1><a href="{{url}}" style="color:{{color}}">l</a></mj-text>',
  ),
  "rules with values inside of blocks": text(
    "a {{#if on}}<p class='warm'>x</p>{{#unless zero}}<b class='warm'>y</b>{{/unless}}{{else}}<i class='warm'>z</i>{{/if}}{{#each items}}<p>{{name}}</p><p class='cold'>x</p>{{else}}<i class='warm'>n</i>{{/each}}",
  ),
  "defaults with values inside of blocks": `{{#if on}}${section('<mj-divider mj-class="hr" />')}{{else}}${section('<mj-divider mj-class="hr" border-width="2px" />')}{{/if}}${text("t")}`,
  colours: section(
    '<mj-text color="{{color}}" container-background-color="{{color}}">x</mj-text><mj-button background-color="{{color}}" color="{{short}}" href="{{url}}">x</mj-button><mj-divider border-color="{{short}}" />',
    'background-color="{{short}}"',
  ),
  "picture attributes": section(
    '<mj-image src="{{url}}" href="{{url}}" alt="A {{name}} b" title="{{name}}" /><mj-text css-class="hot">x</mj-text>',
  ),
  buttons: section(
    '<mj-button href="https://x/{{slug}}" title="{{name}}">{{#if on}}A{{else}}B{{/if}} {{name}}</mj-button>{{#if on}}<mj-button href="{{url}}">{{url}}</mj-button>{{/if}}',
  ),
  "empty contents": `${section('<mj-button href="{{url}}" title="{{space}}">{{space}}</mj-button><mj-text>{{space}}</mj-text><mj-table>{{#if on}}<tr><td>x</td></tr>{{/if}}</mj-table><mj-navbar><mj-navbar-link href="/x">{{space}}</mj-navbar-link></mj-navbar>')}${section("<mj-accordion><mj-accordion-element><mj-accordion-title>{{space}}</mj-accordion-title><mj-accordion-text>{{#if on}}x{{/if}}</mj-accordion-text></mj-accordion-element></mj-accordion>")}`,
  "raw HTML": `<mj-raw>{{#if on}}<div class="hot"><div><p>{{name}}</p></div></div>{{/if}}</mj-raw>${section("<mj-raw>{{#each items}}<tr><td>{{name}}</td></tr>{{/each}}</mj-raw><mj-text>x</mj-text>")}`,
  "conditions for Outlook that end as those for the others": text(
    '<!--[if mso]>\n<table role="presentation" width="600"><tr><td>\n<!--<![endif]--><p title="{{name}}">{{#if on}}{{name}}{{/if}}</p><!--[if mso]>\n{{name}}</td></tr></table>\n<!--<![endif]-->',
  ),
  comments: `<mj-raw><!-- keep --></mj-raw>{{!-- gone --}}${text("<!-- in {{!-- no --}} --><!--[if mso]><b>o</b><![endif]-->x {{name}}")}`,
  "white space in conditional comments": text(
    "<!--[if !mso]><!--><b>Hi</b> {{#if on}}{{name}}{{else}}you{{/if}} there <i>x</i>&#32;{{name}}&#32;<i>y</i> {{#each items}} <i>{{name}}</i> {{/each}}<b>z</b><p>a</p>{{#if on}} <p>b</p> {{/if}}<p>\n{{name}}\n</p><!--<![endif]--><!--[if mso]>\n <v:rect>\n  <center>\n   {{name}}\n  </center>\n {{#if on}}\n  <b>c</b>\n {{/if}}</v:rect> {{#if on}}<i>d</i> {{/if}}<i>e</i> f {{name}} <u>g</u> {{#if on}}h{{else}}i{{/if}} <u>j</u><![endif]-->",
  ),
  "web fonts": `{{#if on}}${section('<mj-text font-family="Lato">x</mj-text>')}{{/if}}${section('<mj-text font-family="Arial">y</mj-text>')}`,
  "a choice between fonts": section(
    '<mj-text font-family="{{#if on}}Lato{{else}}Courier{{/if}}, Arial"><p style="font-family:{{#if on}}Roboto{{else}}Arial{{/if}}">x</p></mj-text>',
  ),
  "the only web font under a condition": `{{#if on}}${text("x")}{{/if}}${section('<mj-text font-family="Arial">y {{name}}</mj-text>')}`,
};

const HEAD = `<mj-head>
  <mj-attributes><mj-class name="hr" border-color="{{color}}" /></mj-attributes>
  <mj-title>{{@subject}}</mj-title>
  <mj-preview>{{@preheader}}</mj-preview>
  <mj-style>
    .hot td { color: red } .hot > div p { padding: 0 } h1 { margin: 0 } a { color: #123456 }
    p:first-child, .hot + .hot { margin: 0 }
    .warm { color: {{color}} } .cold { color: {{@root.color}} }
    @media print { .hot { color: black } }
    [data-ogsc] .hot { color: white }
  </mj-style>
</mj-head>`;

/** A template of the corpus as the file of a template folder. */
export function documentOf(body: string): string {
  return `---\nsubject: S {{name}}!\npreheader: P {{name}}!\n---\n<mjml lang="{{lang}}">${HEAD}<mj-body>${body}</mj-body></mjml>`;
}

const SCALARS = {
  name: "Ana & <b> \"q\" 'x' `t` {{7}} = é 👍",
  slug: "ab-c_1.2",
  color: "#a1b2c3",
  short: "#abc",
  lang: "en-US",
  url: "https://www.example.com/p?x=1&y=2#z",
  email: "a.b@example.com",
  phone: "+15551234",
  space: " ",
  number: 12,
  zero: 0,
  no: false,
  lines: "l1\n  l2\n\nl4 ",
};

/** Values for all of the corpus: everything there, nothing there, one of each. */
export const CORPUS_VARIABLES: Readonly<Record<string, Variables>> = {
  everything: {
    ...SCALARS,
    on: true,
    items: [
      { name: "One  two", note: "n1", slug: "s1", parts: ["p", 2] },
      { name: "Two", note: "", slug: "s2", parts: [] },
      { name: "<i>", note: "line\nbreak", slug: "s3", parts: ["q"] },
    ],
    map: { k: "v", "x y": 2 },
    list: ["a", 1, true],
    deep: { x: "X", list: ["a", 0, false] },
  },
  nothing: {
    ...SCALARS,
    name: "",
    space: "",
    lines: "",
    on: false,
    items: [],
    map: {},
    list: [],
    deep: { x: "", list: [] },
  },
  "one of each": {
    ...SCALARS,
    on: 1,
    items: [{ name: "Solo", note: "x", slug: "s", parts: [] }],
    map: { k: "" },
    list: ["z"],
    deep: { x: 0, list: ["z"] },
  },
};

function section(components: string, attributes = ""): string {
  return `<mj-section ${attributes}><mj-column>${components}</mj-column></mj-section>`;
}

function text(html: string): string {
  return section(`<mj-text>${html}</mj-text>`);
}
