import { Worker } from "node:worker_threads";
import { decode } from "../artifact/index.js";
import { type Compiled, failed } from "../compile/compiled.js";
import type { CompileRequest } from "../compile/request.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CompileBudget } from "./compile-budget.js";
import type { Compile, CompilerOptions } from "./compiler.js";

/** What the thread gets to compile; functions cannot go there. */
export type SentOptions = Omit<CompilerOptions, "templates"> & {
  readonly templates: string | { readonly href: string } | Readonly<Record<string, string>> | undefined;
};

/** What the thread says: that it is ready, or what a compile came to. The artifact is JSON. */
export type Answer = "ready" | Outcome;

type Outcome = Omit<Compiled<never>, "artifact"> & { readonly artifact: string | undefined };

/**
 * Compiles in a thread of its own, one message after the other. When a message takes more than the budget, the thread is
 * ended and the next message gets a new one.
 */
export function createIsolatedCompiler(options: CompilerOptions, budget: CompileBudget): Compile {
  const sent = sendable(options);
  let thread: Thread | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function compileNow(request: CompileRequest): Promise<Compiled<never>> {
    if (thread?.hasEnded()) thread = undefined;
    const isUsed = thread !== undefined;
    thread ??= startThread(sent, budget);
    const outcome = await thread.compile(request);
    if (typeof outcome !== "string") return received(outcome);
    thread = undefined;
    // What other messages left in the thread is not this message's fault.
    return outcome === "memory" && isUsed ? compileNow(request) : failed([stopped(outcome, budget)]);
  }

  return (request) => {
    const compiled = last.then(() => compileNow(request));
    last = compiled.catch(() => undefined);
    return compiled;
  };
}

/** Why a thread ended before its answer. */
type Stop = "time" | "memory" | "failure";

function stopped(stop: Stop, { milliseconds, megabytes }: CompileBudget): Diagnostic {
  const spent = {
    time: `compiling took longer than ${milliseconds} ms`,
    memory: `compiling took more than ${megabytes} MB of memory`,
    failure: "compiling stopped with a failure of its own",
  };
  const help = "make the templates smaller, or raise `isolate.milliseconds` or `isolate.megabytes`";
  return { code: "compile-stopped", severity: "error", message: spent[stop], ...(stop !== "failure" && { help }) };
}

function received(answer: Outcome): Compiled<never> {
  const artifact = answer.artifact === undefined ? undefined : decode(JSON.parse(answer.artifact));
  // The types of the two channels come together again where the request is known.
  return { ...answer, artifact: artifact as never };
}

interface Thread {
  hasEnded(): boolean;
  compile(request: CompileRequest): Promise<Outcome | Stop>;
}

function startThread(options: SentOptions, { milliseconds, megabytes }: CompileBudget): Thread {
  const worker = new Worker(new URL("./isolated-worker.js", import.meta.url), {
    workerData: options,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  let settle: (outcome: Outcome | Stop) => void = () => undefined;
  let hasEnded = false;
  let timer: NodeJS.Timeout | undefined;
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  worker.on("message", (answer: Answer) => {
    if (answer === "ready") ready();
    else end(answer);
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    end(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "failure");
  });
  worker.on("exit", () => {
    hasEnded = true;
    end("failure");
  });

  function end(outcome: Outcome | Stop): void {
    clearTimeout(timer);
    // A process that has nothing else to do may end.
    worker.unref();
    if (typeof outcome === "string") void worker.terminate();
    settle(outcome);
  }

  return {
    hasEnded: () => hasEnded,
    compile(request) {
      worker.ref();
      return new Promise((resolve, reject) => {
        settle = resolve;
        const send = () => {
          // A request from code without types may hold what no thread can be given.
          worker.postMessage(request);
          timer = setTimeout(() => end("time"), milliseconds);
        };
        isReady.then(send).catch((error: unknown) => {
          worker.unref();
          reject(error);
        });
      });
    },
  };
}

/** What can go to another thread; what cannot is reported there as what it is not. */
function sendable({ templates, theme, limits, trust, helpers }: CompilerOptions): SentOptions {
  const signatures = Object.entries(helpers).map(([name, { arity, hash }]) => {
    return [name, { ...(arity && { arity }), ...(hash && { hash }) }] as const;
  });
  return {
    templates: templates instanceof URL ? { href: templates.href } : sendableFiles(templates),
    theme: isSendable(theme) ? theme : (null as never),
    limits,
    trust,
    helpers: Object.fromEntries(signatures),
  };
}

function sendableFiles(templates: CompilerOptions["templates"]): SentOptions["templates"] {
  if (typeof templates !== "object") return templates;
  const texts = Object.entries(templates).map(([path, text]) => [path, isSendable(text) ? text : null] as const);
  return Object.fromEntries(texts) as Record<string, string>; // or what a caller without types gave
}

function isSendable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
