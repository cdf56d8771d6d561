import { createRenderer, RenderError, type Variables } from "../../src/index.js";

/** An email with HTML in an `mj-text`, and something in its head. */
export function emailOf(html: string, head = ""): string {
  const body = `<mj-body><mj-section><mj-column><mj-text>${html}</mj-text></mj-column></mj-section></mj-body>`;
  return `<mjml><mj-head>${head}</mj-head>${body}</mjml>`;
}

/** The codes that compiling or rendering stops with, or the finished HTML. */
export async function judge(content: string, variables: Variables): Promise<string> {
  const request = { type: "email", subject: "Hi {{subject}}", content } as const;
  const result = await createRenderer({ trust: "trusted" }).compileSafe(request);
  if (!result.ok) return [...new Set(result.diagnostics.map(({ code }) => code))].join(" ");
  try {
    return result.message.render({ subject: "you", ...variables }).html;
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return [...new Set(error.problems.map(({ code }) => code))].join(" ");
  }
}
