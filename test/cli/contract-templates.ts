/** A working directory with templates that have a contract. */
const email = (body: string) => `---
subject: Order {{order.number}}
---
<mjml><mj-body><mj-section><mj-column><mj-text>${body}</mj-text></mj-column></mj-section></mj-body></mjml>
`;

export const CONTRACT_FILES = {
  "templates/receipt/email.mjml": email(
    "Hi {{first_name}}, {{#each items}}{{name}}{{/each}}\n{{#if vip}}{{points}}{{/if}}",
  ),
  "templates/receipt/sms.txt": "Order {{order.number}}{{#if url}}: {{url}}{{/if}} STOP to end",
  "templates/receipt/contract.json": JSON.stringify({
    type: "object",
    properties: {
      first_name: { type: "string", default: "there", description: "Given name of the recipient." },
      order: {},
      items: { type: "array", maxItems: 50 },
      vip: { type: "boolean" },
      points: {},
      url: { type: "string", format: "uri" },
    },
  }),
  "templates/receipt/samples/default.json": JSON.stringify({ order: { number: 1 }, items: [{ name: "Tea" }] }),
  "templates/letter/email.mjml":
    "<mjml><mj-body><mj-section><mj-column><mj-text>{{{@content}}}</mj-text></mj-column></mj-section></mj-body></mjml>",
};

export const BROKEN_SAMPLE = {
  ...CONTRACT_FILES,
  "templates/receipt/samples/wrong.json": `{
  "order": { "nubmer": 7 },
  "items": [{ "name": "Tea", "price": 3 }],
  "url": "not a url"
}
`,
};
