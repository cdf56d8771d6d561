/** A working directory with templates, small enough to know what comes out of them. */
export const FILES = {
  "templates/receipt/email.mjml": `---
subject: Your receipt, {{first_name}}
from_name: Platen Shop
---
<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hi {{first_name}}, thank you.</mj-text>
        {{#each items}}
        <mj-text>{{name}}: {{price}}</mj-text>
        {{/each}}
        <mj-button href="{{url}}">See it</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
  "templates/receipt/sms.txt": "Hi {{first_name}}, your receipt: {{url}} STOP to end",
  "templates/receipt/samples/default.json": `{
  "first_name": "Ana",
  "items": [{ "name": "Tea", "price": "4.00" }, { "name": "Cake", "price": "5.50" }],
  "url": "https://example.com/r/1"
}
`,
  "templates/receipt/samples/short.json": '{ "first_name": "Bo", "items": [], "url": "https://example.com/r/2" }',
  "templates/notice/email.mjml": `---
subject: Notice
---
<mjml>
  <mj-body>
    <mj-section><mj-column><mj-text>{{text}}</mj-text></mj-column></mj-section>
  </mj-body>
</mjml>
`,
  "templates/letter/email.mjml": `<mjml>
  <mj-body>
    <mj-section><mj-column><mj-text>{{{@content}}}</mj-text></mj-column></mj-section>
  </mj-body>
</mjml>
`,
  "templates/reminder/sms.txt": "See you at {{time}}",
  "templates/broken/email.mjml": `---
subject: Broken
---
<mjml>
  <mj-body>
    <mj-section>
      <mj-column width="{{width}}"><mj-text>Hi {{#if a}}</mj-text></mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
};
