/** Contents by kind, one for each thing that a block can do in them. Values are those of the corpus of templates. */
export const MARKDOWN: Readonly<Record<string, string>> = {
  "values in words":
    "# Hi {{name}}\n\nDear **{{name}}**, _{{name}}_ ~~{{number}}~~ `{{name}}` and {{name}}{{number}}x.\n",
  "values in links":
    '[{{name}}]({{url}} "T {{name}}") <a href="{{url}}">x</a> ![A {{name}}](https://x/{{slug}}.png) [x](mailto:{{email}}) [l][r] <https://x/y>\n\n[r]: https://x/{{slug}}?a=1&b=2\n',
  "a block in a paragraph": "Hi {{#if on}}**{{name}}**{{else}}you{{/if}}, {{#unless on}}no{{/unless}} x\n",
  "a block around emphasis": "a **{{#if on}}x{{else}}{{name}}{{/if}}** b {{#if on}}_y_ {{/if}}z\n",
  "a block in a link":
    "[{{#if on}}go{{else}}stay{{/if}}](https://x/{{slug}}) [x {{name}}](https://x/{{#if on}}a{{else}}b{{/if}})\n",
  "a loop in a line":
    "Items: {{#each items}}{{#unless @first}}, {{/unless}}**{{name}}**{{else}}none{{/each}}\n\n{{#each list}}{{this}}; {{/each}}\n",
  "lines of a paragraph": "Start\n{{#each items}}\n{{name}}\n{{/each}}\nend\n",
  "hard line breaks": "{{name}}  \n{{#if on}}\nB {{number}}\\\n{{/if}}\nend\n",
  "paragraphs under a condition": "One\n\n{{#if on}}\nTwo {{name}}\n{{else}}\nOther *three*\n{{/if}}\n\nlast\n",
  "headings and rules": "{{#each items}}\n## {{name}}\n\n{{note}}\n\n---\n\n{{/each}}\nUnder\n=====\n",
  "a list that is a loop": "{{#each items}}\n- {{name}}\n{{/each}}\n\nend\n",
  "a list with a loop": "1. first\n{{#each items}}\n1. {{name}}{{#if note}} ({{note}}){{/if}}\n{{/each}}\n1. last\n",
  "items under a condition": "- a\n{{#if on}}\n- b **{{name}}**\n{{else}}\n- c\n{{/if}}\n- d\n",
  "items that print the same": "- x\n{{#if on}}\n- x\n{{/if}}\n{{#unless on}}\n- x\n{{/unless}}\n",
  "a list of conditions":
    "{{#if on}}\n- a **{{name}}**\n{{/if}}\n{{#unless on}}\n- b\n{{/unless}}\n{{#if zero}}\n- c\n{{else}}\n{{#if number}}\n- d\n{{/if}}\n{{/if}}\n{{#each items}}\n- {{name}}\n{{/each}}\n\nx\n",
  "a paragraph of conditions": "{{#if on}}A {{name}}.{{/if}}\n{{#if zero}}B{{/if}}\n",
  "lists in lists":
    "- a\n{{#if on}}\n  1. {{name}}\n  2. z\n{{/if}}\n- b\n\n* c\n{{#each items}}\n  - {{name}}\n{{/each}}\n",
  "a list in each turn":
    "{{#each items}}\n**{{name}}**\n\n{{#each parts}}\n- {{this}} {{../name}} {{@index}}\n{{/each}}\n\n{{/each}}\n",
  "a list in a condition":
    "{{#if on}}\nA\n\n{{#each items}}\n- {{name}} {{../name}} {{@index}}\n{{else}}\nnone\n{{/each}}\n{{/if}}\n",
  "a list in a scope":
    "{{#with deep}}\n{{#each list as |item at|}}\n* {{item}} {{at}} {{../x}}\n{{/each}}\n{{/with}}\n",
  "turns with something between":
    "{{#each items}}\n{{name}}  \n{{/each}}\n\n{{#each items}}\n| a |\n|---|\n| {{name}} |\n\n{{/each}}\n",
  "a loose list": "- a\n\n{{#each items}}\n- {{name}}\n\n{{/each}}\n- end\n",
  "rows of a table":
    "| a | b |\n|:--|--:|\n{{#each items}}\n| {{name}} | {{#if note}}**{{note}}**{{/if}} |\n{{/each}}\n\nend\n",
  "rows under a condition": "| a |\n|---|\n| x |\n{{#if on}}\n| {{name}} |\n{{/if}}\n",
  quotes: "> {{name}}\n{{#if on}}\n> more\n{{/if}}\n\n> a\n>\n{{#each items}}\n> - {{name}}\n{{/each}}\n",
  code: "```js\n{{name}}\n{{#each items}}\n  {{name}} *x*\n{{/each}}\n```\n\n    {{name}} & <b>\n",
  "HTML in it":
    '<div class="hot">\n\n*a* {{name}}\n\n</div>\n\n{{#if on}}\n<table><tr><td>{{name}}</td></tr></table>\n{{/if}}\n\nx <b>{{name}}</b> &amp; &copy; <!-- c -->\n',
  "scopes and partials": "{{#with deep}}\n{{x}} {{../name}}\n\n{{/with}}\n{{> sign who=name}}\n\n{{> list items}}\n",
  "characters that are none of Markdown": "\\*{{name}}\\* a_b_c 2 * 3 * 4 [ ] < 3 {{name}}_x_\n",
  "a condition that makes a list": "{{#if on}}- {{/if}}x\n",
  "theme values": "{{@theme.brand.name}} [x]({{@theme.brand.url}}) {{@subject}}\n",
};

export const TEXTS: Readonly<Record<string, string>> = {
  "paragraphs and lines": 'Hi {{name}},\n\nline one\nline <two> & "three"\n\n\n  Bye\n{{name}}\n',
  addresses:
    "See https://www.example.com/a?b=c&d={{slug}}. Or (http://x.example/y_z), https://{{slug}}/x and https://x.example/{{#if on}}a{{else}}b{{/if}}!",
  blocks:
    "A\n\n{{#if on}}\nB {{name}}\n\n{{/if}}\n{{#each items}}\n- {{name}}\n{{/each}}\n\n{{#each items}}\n{{name}}\n\n{{/each}}\nC {{#if on}}c{{else}}d{{/if}} {{@theme.brand.name}}\n",
};

export const HTML: Readonly<Record<string, string>> = {
  fragment: '<p class="hot">{{name}}</p>{{#if on}}<a href="{{url}}">x</a>{{/if}}',
  components: "{{#if on}}<mj-text>{{name}}</mj-text>{{/if}}<mj-divider /><mj-text>x</mj-text>",
};

/** Templates by where content stands in them. */
export const PLACES: Readonly<Record<string, string>> = {
  text: mjml("<mj-section><mj-column><mj-text>A</mj-text><mj-text>{{{@content}}}</mj-text></mj-column></mj-section>"),
  column: mjml("<mj-section><mj-column>{{{@content}}}<mj-text>B</mj-text></mj-column></mj-section>"),
  section: mjml("<mj-section>{{{@content}}}</mj-section>"),
  group: mjml("<mj-section><mj-group>{{{@content}}}</mj-group></mj-section>"),
  wrapper: mjml("<mj-wrapper><!-- <mj-section> -->{{{@content}}}</mj-wrapper>"),
  hero: mjml("<mj-hero>{{{@content}}}</mj-hero>"),
  body: mjml('<mj-section><mj-column><mj-image src="https://x/y.png" /></mj-column></mj-section>{{{@content}}}'),
};

function mjml(body: string): string {
  const head = "<mj-head><mj-style>.hot { color: red } p { margin: 0 } li { padding: 1px }</mj-style></mj-head>";
  return `---\nsubject: S {{name}}\n---\n<mjml>${head}<mj-body>${body}</mj-body></mjml>`;
}

/** Templates of HTML without MJML. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  "a whole document": document(
    '<h1 class="hot">{{name}}</h1>{{#if on}}<p>A {{name}}</p>{{else}}<p>B</p>{{/if}}<ul>{{#each items}}<li>{{name}}</li>{{/each}}</ul>',
  ),
  "tables and attributes": document(
    '<table role="presentation" width="100%">{{#each items}}<tr><td style="color:{{../color}}">{{name}}</td>{{#if note}}<td bgcolor="#fff">{{note}}</td>{{/if}}</tr>{{/each}}</table><a href="https://x/{{slug}}" title="{{#if on}}T{{/if}}">{{name}}</a><img src="{{url}}" alt="{{name}}">',
  ),
  "conditional comments": document(
    "<!--[if mso]><table><tr><td>{{name}}</td></tr></table><![endif]--><!--[if !mso]><!--><p>{{#if on}}x{{/if}}</p><!--<![endif]--><p>y</p>",
  ),
  "hidden preheader": document('<div style="display:none">{{@preheader}}</div><p>{{name}}</p>'),
  "end tags left out": document(
    "<ul><li>a<li>{{name}}</ul><p>x<p>{{#if on}}y{{/if}}<table><tr><td>g<td>{{name}}</table>",
  ),
  "a place for content": document('<div class="hot">{{{@content}}}</div>'),
  "no document at all": "<p>{{name}}</p>{{#if on}}<p>x</p>{{/if}}",
};

function document(body: string): string {
  return `---\nsubject: S {{name}}\npreheader: P {{name}}\n---\n<!DOCTYPE html>
<html lang="en">
<head>
<title>{{@subject}}</title>
<meta charset="utf-8">
<style>
  .hot { color: red } p, .hot h1 { margin: 0 } td { padding: {{@root.number}}px } li:first-child { color: blue }
  @media (max-width: 480px) { .hot { color: green !important } }
  [data-ogsc] p { color: white }
</style>
<style media="print">p { color: black }</style>
</head>
<body bgcolor="#eeeeee">
${body}
</body>
</html>`;
}

export const SHARED: Readonly<Record<string, string>> = {
  "theme.json": '{ "brand": { "name": "B*a*nd & <c>", "url": "https://b.example/?x=1&y=_2_" } }',
  "partials/sign.md": "*Yours*, {{who}}\n",
  "partials/list.md": "{{#each this}}\n- {{name}}\n{{/each}}\n",
};
