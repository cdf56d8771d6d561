import { compileCommand } from "./compile.js";
import { type Io, type Services, services } from "./io.js";
import { didYouMean, UsageError } from "./options.js";
import { renderCommand } from "./render.js";
import { COMMANDS, type CommandName, commandHelp, programHelp, shortUsage } from "./usage.js";
import { version } from "./version.js";

/**
 * Runs one command line.
 *
 * @param argv Arguments after the program's name.
 * @param parts The rest of Platen; replaced by tests.
 * @returns The exit code: 0 fine, 1 the template or the data is at fault, 2 wrong usage.
 */
export async function run(argv: readonly string[], io: Io, parts: Services = services): Promise<number> {
  try {
    return await dispatch(argv, io, parts);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`error: ${error.message}\n\n${shortUsage(error.command)}`);
    return 2;
  }
}

async function dispatch([name, ...args]: readonly string[], io: Io, parts: Services): Promise<number> {
  switch (name) {
    case undefined:
      throw new UsageError("which command?");
    case "--version":
    case "-v":
      return show(io, `${version()}\n`);
    case "--help":
    case "-h":
      return show(io, programHelp());
  }
  const command = commandOf(name);
  if (asksForHelp(args)) return show(io, commandHelp(command));
  switch (command) {
    case "render":
      return await renderCommand(args, io, parts);
    case "compile":
      return await compileCommand(args, io, parts);
    // These need the compiler's rooms, which rendering an artifact does without.
    case "vars":
      return await (await import("./vars.js")).varsCommand(args, io, parts);
    case "types":
      return await (await import("./types.js")).typesCommand(args, io, parts);
    case "check":
      return await (await import("./check.js")).checkCommand(args, io, parts);
    case "sms":
      return await (await import("./sms.js")).smsCommand(args, io, parts);
    case "bulk":
      return await (await import("./bulk/bulk.js")).bulkCommand(args, io, parts);
    case "message":
      return await (await import("./message.js")).messageCommand(args, io, parts);
    case "help":
      return show(io, help(args));
  }
}

function help([topic, ...more]: readonly string[]): string {
  if (more.length > 0) throw new UsageError("help for one command at a time", "help");
  return topic === undefined ? programHelp() : commandHelp(commandOf(topic));
}

function commandOf(name: string): CommandName {
  if (isCommand(name)) return name;
  const kind = name.startsWith("-") ? "an option" : "a command";
  throw new UsageError(`\`${name}\` is not ${kind}${didYouMean(name, Object.keys(COMMANDS))}`);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** `--help` anywhere, except behind `--`, where arguments are names. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}

function show(io: Io, text: string): 0 {
  io.stdout.write(text);
  return 0;
}
