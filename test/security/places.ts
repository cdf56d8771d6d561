/** What a value is at a place, when it is not a part of CSS. */
export type Reading = "text" | "line" | "url" | "image" | "part" | "email" | "phone" | "token" | "number";

/** Templates that put `{{v}}` into one output context. */
export interface Place {
  /** As in the published table. */
  readonly name: string;
  readonly reading: Reading;
  /** A value that the place takes, and that stands nowhere else: it shows where values come out. */
  readonly marker: string;
  /** Values that the place takes as they are. */
  readonly accepts: readonly string[];
  readonly templates: readonly Template[];
}

export interface Template {
  readonly channel: "email" | "sms";
  /** The name of the template is `t`. */
  readonly files: Readonly<Record<string, string>>;
}

const WORD = "zqmarkzq";
const MARKERS: Readonly<Record<Reading, string>> = {
  text: WORD,
  line: WORD,
  part: WORD,
  token: WORD,
  url: `https://${WORD}.example/m`,
  image: `https://${WORD}.example/m`,
  email: `${WORD}@zq.example`,
  phone: "987654321",
  number: "987654",
};

const WEB = [
  "https://a.example",
  "https://a.example/b/c?d=e&f=g#h",
  "http://münchen.example:8080/ü?a=b",
  "HTTPS://[2001:db8::1]/x",
];
const ACCEPTS: Readonly<Record<Reading, readonly string[]>> = {
  text: ["Ana", "two words"],
  line: ["Ana", "two words"],
  part: ["abc", "a b"],
  token: ["red", "#aabbcc", "rgb(1,2,3)"],
  url: [...WEB, "mailto:a.b@c.example?subject=x", "tel:+1%20555-123"],
  image: [...WEB, "cid:part1@x.example"],
  email: ["a.b+c@d.example"],
  phone: ["+1 (555) 123-4567"],
  number: ["12", "-1.5", "0"],
};

const FRONT = "---\nsubject: S\n---\n";

/** An HTML email without MJML. */
function html(body: string, head = ""): Template {
  const document = `${FRONT}<!doctype html><html lang="en"><head><title>T</title>${head}</head><body>${body}</body></html>`;
  return { channel: "email", files: { "t/email.html": document } };
}

/** An HTML email with CSS, which the inliner copies into attributes. */
function sheet(css: string): Template {
  return html('<p class="a">x</p><p>y</p>', `<style>${css}</style>`);
}

function mjml(section: string, head = ""): Template {
  const document = `${FRONT}<mjml><mj-head>${head}</mj-head><mj-body>${section}</mj-body></mjml>`;
  return { channel: "email", files: { "t/email.mjml": document } };
}

function column(inner: string, head = ""): Template {
  return mjml(`<mj-section><mj-column>${inner}</mj-column></mj-section>`, head);
}

function outlook(inner: string): Template {
  return html(`<p>a</p><!--[if mso]>${inner}<![endif]--><p>b</p>`);
}

function withFront(front: string, body: string): Template {
  return { channel: "email", files: { "t/email.html": `---\n${front}\n---\n${body}` } };
}

function sms(text: string): Template {
  return { channel: "sms", files: { "t/sms.txt": text } };
}

function place(name: string, reading: Reading, templates: readonly Template[], more: Partial<Place> = {}): Place {
  return { name, reading, marker: MARKERS[reading], accepts: ACCEPTS[reading], templates, ...more };
}

const DOCUMENT = "<!doctype html><html><head><title>T</title></head><body><p>x</p></body></html>";
const VML = (attributes: string) => `<v:rect ${attributes} style="width:10px"><v:textbox><p>x</p></v:textbox></v:rect>`;

const TEXTS: readonly Place[] = [
  place("text", "text", [
    html("<p>{{v}}</p>"),
    html("<p>a{{v}}b<b>{{v}}</b></p><pre>{{v}}</pre><pre>a\n{{v}}</pre>"),
    html("{{#each list}}<p>{{this}}</p>{{/each}}{{#if v}}<p>{{v}}</p>{{else}}<p>{{v}}</p>{{/if}}"),
    column("<mj-text>Hi {{v}}</mj-text><mj-button href='https://a.example/'>Go {{v}}</mj-button>"),
    {
      channel: "email",
      files: {
        "layouts/base.mjml": `<mjml><mj-body>{{{@content}}}</mj-body></mjml>`,
        "partials/sign.md": "**{{name}}**",
        "t/email.md": "---\nsubject: S\nlayout: base\n---\nHi {{v}}\n\n- x *{{v}}*\n\n{{> sign name=v}}\n",
      },
    },
  ]),
  place("text of `title` and `textarea`", "text", [
    html("<p>x</p>", "<title>{{v}}</title>"),
    html("<p><textarea>{{v}}</textarea></p>"),
    html("<p>x</p>", "<title>a {{#if v}}{{v}}{{else}}{{v}}{{/if}}</title>"),
  ]),
  place("quoted attribute of text", "text", [
    html(
      '<img src="https://a.example/i.png" alt="{{v}}" title="a {{v}} b"><p data-x=\'{{v}}\' aria-label="{{v}}">x</p>',
    ),
    html('<table summary="{{#if v}}{{v}}{{else}}{{v}}{{/if}}"><tr><td abbr="&quot;{{v}}">x</td></tr></table>'),
    column('<mj-image src="https://a.example/i.png" alt="{{v}}" title="{{v}}" />'),
  ]),
  place("text and attributes in a conditional comment", "text", [
    outlook("<p>{{v}}</p>"),
    outlook('<table><tr><td title="{{v}}">{{v}}</td></tr></table>'),
    html('<!--[if !mso]><!--><p title="{{v}}">{{v}}</p><!--<![endif]--><p>b</p>'),
    outlook(VML('title="{{v}}"')),
  ]),
];

const URLS: readonly Place[] = [
  place("whole link", "url", [
    html('<p><a href="{{v}}">x</a></p>'),
    html("<p><a href='{{v}}/b?c=d'>x</a> <a href=\"{{v}}#f\">y</a></p>"),
    html('<blockquote cite="{{v}}">x</blockquote><p><a href="{{#if v}}{{v}}{{else}}{{v}}{{/if}}">x</a></p>'),
    column('<mj-button href="{{v}}">x</mj-button>'),
  ]),
  place("whole link in VML", "url", [
    outlook(VML('href="{{v}}"')),
    outlook('<v:roundrect href="{{v}}/x">x</v:roundrect>'),
  ]),
  place("whole image", "image", [
    html('<img src="{{v}}" alt="x">'),
    html('<table background="{{v}}?w=1"><tr><td background="{{v}}">x</td></tr></table>'),
    outlook('<v:fill src="{{v}}" type="frame"></v:fill>'),
    column('<mj-image src="{{v}}" alt="x" />'),
  ]),
  place("background image of MJML", "image", [
    mjml('<mj-section background-url="{{v}}"><mj-column><mj-text>x</mj-text></mj-column></mj-section>'),
    mjml(
      '<mj-hero mode="fixed-height" background-url="{{v}}" background-width="9px" background-height="9px"></mj-hero>',
    ),
  ]),
  place("part of a path", "part", [
    html('<p><a href="https://a.example/{{v}}">x</a> <a href="https://a.example/b/{{v}}/c?d=e#f">x</a></p>'),
    html('<p><a href="https://a.example/x-{{v}}.html">x</a> <a href="/a/{{v}}-y/{{v}}/z">x</a></p>'),
    html(
      '<img src="https://a.example:8080/{{v}}.png" alt="x"><a href="https://a.example/{{#each list}}{{this}}/{{/each}}">x</a>',
    ),
    column('<mj-button href="https://a.example/b/{{v}}/c">x</mj-button>'),
  ]),
  place("part of a query", "part", [
    html('<p><a href="https://a.example/?a={{v}}&amp;b={{v}}">x</a> <a href="?c={{v}}">x</a></p>'),
    html('<p><a href="https://a.example/d?a=1&{{v}}=2#g">x</a> <a href="https://a.example?{{v}}">x</a></p>'),
    html('<p><a href="mailto:a@b.example?subject={{v}}&amp;body=x">x</a></p>'),
    column('<mj-image src="https://a.example/i.png?t={{v}}" alt="x" />'),
  ]),
  place("part of a fragment", "part", [
    html('<p><a href="https://a.example/#{{v}}">x</a> <a href="#a-{{v}}">x</a></p>'),
    html('<p><a href="https://a.example/b?c=d#e={{v}}&amp;f={{v}}">x</a></p>'),
  ]),
  place("address of `mailto:`", "email", [
    html('<p><a href="mailto:{{v}}">x</a> <a href="MAILTO:{{v}}?subject=Hi">x</a></p>'),
    column('<mj-button href="mailto:{{v}}">x</mj-button>'),
  ]),
  place("number of `tel:` and `sms:`", "phone", [
    html('<p><a href="tel:{{v}}">x</a> <a href="sms:{{v}}">x</a></p>'),
    html('<p><a href="sms:{{v}}?body=hi">x</a></p>'),
  ]),
];

const STYLES: readonly Place[] = [
  place("CSS value in `style`", "token", [
    html('<p style="color:{{v}};margin:0">x</p>'),
    html("<p style=\"border:1px solid {{v}} ;color:red\">x</p><p style='background: {{v}}'>x</p>"),
    html('<p style="color:{{#if v}}{{v}}{{else}}blue{{/if}};width:calc(1px + {{v}})">x</p>'),
    outlook('<td style="mso-padding-alt:{{v}};color:{{v}}">x</td>'),
    column('<mj-text color="{{v}}">x</mj-text>'),
  ]),
  place("CSS number before a unit", "number", [
    html('<p style="width:{{v}}px;height:{{v}}%;margin:0 {{v}}em">x</p>'),
    sheet(".a{width:{{v}}px;font:{{v}}pt/2 x}"),
  ]),
  place("CSS string", "text", [
    html("<p style=\"font-family:'{{v}}', serif;color:red\">x</p>"),
    html('<p style=\'quotes:"{{v}}" "b";color:red\'>x</p>'),
    sheet(".a{content:'{{v}}';color:red} .a:after{content:\"a {{v}}\"}"),
  ]),
  place("CSS `url()`", "image", [
    html('<p style="background:url({{v}}) no-repeat;color:red">x</p>'),
    html('<p style="background:url(\'{{v}}\');color:red">x</p><p style="background:url( {{v}}?w=1 )">x</p>'),
    sheet(".a{background:url({{v}})} .a:hover{background:url('{{v}}/x')}"),
  ]),
  place("CSS value in a style sheet", "token", [
    sheet(".a{color:{{v}};margin:0}"),
    sheet("@media (min-width:1px){.a{color:{{v}} } } .b:hover{background:{{v}};x:y}"),
    column("<mj-text css-class='a'>x</mj-text>", "<mj-style>.a:hover{color:{{v}} }</mj-style>"),
    column("<mj-text css-class='a'>x</mj-text>", '<mj-style inline="inline">.a{color:{{v}};margin:0}</mj-style>'),
  ]),
];

const ATTRIBUTES: readonly Place[] = [
  place("colour attribute", "token", [
    html('<table bgcolor="{{v}}"><tr><td bgcolor="{{v}}"><font color="{{v}}">x</font></td></tr></table>'),
    column('<mj-divider border-color="{{v}}" /><mj-text container-background-color="{{v}}">x</mj-text>'),
    mjml('<mj-section background-color="{{v}}"><mj-column><mj-text>x</mj-text></mj-column></mj-section>'),
    outlook(VML('fillcolor="{{v}}" strokecolor="{{v}}"')),
  ]),
  place("number attribute", "number", [
    html('<table width="{{v}}" cellpadding="{{v}}"><tr><td height="{{v}}" colspan=\'{{v}}\'>x</td></tr></table>'),
    html('<img src="https://a.example/i.png" alt="x" width="{{v}}" border="{{v}}">'),
  ]),
  place(
    "`lang`, `dir`, `align`",
    "token",
    [
      html('<p lang="{{v}}" dir="{{v}}" align="{{v}}">x</p><table><tr><td valign="{{v}}">x</td></tr></table>'),
      {
        channel: "email",
        files: {
          "t/email.html": `${FRONT}<!doctype html><html lang="{{v}}"><head><title>T</title></head><body>x</body></html>`,
        },
      },
    ],
    { accepts: ["en", "de-AT", "rtl"] },
  ),
];

const LINES: readonly Place[] = [
  place("subject", "line", [
    withFront("subject: 'Hi {{v}}, your order'", DOCUMENT),
    withFront("subject: '{{v}}'", DOCUMENT),
    withFront("subject: '{{v}}{{v}} of {{#if v}}{{v}}{{/if}}'", DOCUMENT),
  ]),
  place("preheader", "line", [
    withFront(
      "subject: S\npreheader: 'a {{v}} b'",
      "<!doctype html><html><head><title>T</title></head><body><div>{{@preheader}}</div></body></html>",
    ),
  ]),
  place("name of the sender", "line", [
    withFront("subject: S\nfrom_name: 'Shop {{v}} x'", DOCUMENT),
    withFront("subject: S\nfrom_name: '{{v}}'", DOCUMENT),
  ]),
  place("subject inside of the document", "line", [
    withFront(
      "subject: 'a {{v}} b'",
      '<!doctype html><html><head><title>{{@subject}}</title></head><body><p title="{{@subject}}">{{@subject}}</p></body></html>',
    ),
  ]),
];

const PLAIN: readonly Place[] = [
  place("SMS", "text", [sms("Hi {{v}}, code 1"), sms("{{v}}"), sms("a{{#each list}}\n- {{this}}{{/each}}\nb {{v}}")]),
  place("text part written by hand", "text", [
    {
      channel: "email",
      files: {
        "t/email.html": `${FRONT}${DOCUMENT}`,
        "t/email.txt": "Hi {{v}}\n{{#each list}}> {{this}}{{/each}}\nend\n",
      },
    },
  ]),
];

/** Every output context of the design, each with several templates. */
export const PLACES: readonly Place[] = [...TEXTS, ...URLS, ...STYLES, ...ATTRIBUTES, ...LINES, ...PLAIN];
