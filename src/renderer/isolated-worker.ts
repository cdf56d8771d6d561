import { parentPort, workerData } from "node:worker_threads";
import type { CompileRequest } from "../compile/request.js";
import { type CompilerOptions, createCompiler } from "./compiler.js";
import type { Answer, SentOptions } from "./isolated-compiler.js";
import { reportFailure } from "./report-failure.js";

/** The thread of an isolated compiler: a request comes in as a message, and what it compiled to goes out as one. */
const options = workerData as SentOptions;
const compile = createCompiler({ ...options, templates: opened(options.templates) });

// MJML is loaded before the first message, whose time it would take.
await compile({ type: "email", subject: "", content: "<mjml><mj-body></mj-body></mjml>" });
parentPort?.on("message", async (request: CompileRequest) => answer(await run(request)));
answer("ready");

function answer(message: Answer): void {
  parentPort?.postMessage(message);
}

async function run(request: CompileRequest): Promise<Answer> {
  const { artifact, ...rest } = await reportFailure(() => compile(request));
  return { ...rest, artifact: artifact && JSON.stringify(artifact) };
}

/** An URL arrives as its text. */
function opened(templates: SentOptions["templates"]): CompilerOptions["templates"] {
  const isUrl = typeof templates === "object" && Object.keys(templates).join() === "href";
  return isUrl && typeof templates.href === "string" ? new URL(templates.href) : templates;
}
