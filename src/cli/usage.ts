/** One line per command, in the order of the help. */
export const COMMANDS = {
  render: "Fill a template, a message record or an artifact, and show or write the result.",
  compile: "Compile a template or a message record to an artifact.",
  vars: "List the variables of a template, or what changed in them.",
  types: "Write the variables of templates as TypeScript types.",
  check: "Compile templates, and fill them with all their samples.",
  sms: "Tell what the SMS of a template will cost.",
  bulk: "Fill a template for every recipient of a file.",
  message: "Check a message record: its fields, and whether it can be rendered.",
  help: "Show this help, or the help of one command.",
} as const;

export type CommandName = keyof typeof COMMANDS;

/** The forms in which a command is written. */
export const SYNOPSES: Readonly<Record<CommandName, readonly string[]>> = {
  render: [
    "platen render TEMPLATE [--sample NAME | --data FILE] [options]",
    "platen render ARTIFACT.json [--data FILE] [options]",
    "platen render --message FILE [--data FILE] [options]",
  ],
  compile: [
    "platen compile TEMPLATE [-o FILE] [--channel email|sms] [options]",
    "platen compile --message FILE [-o FILE] [options]",
  ],
  vars: ["platen vars TEMPLATE [--diff OLD.json] [options]"],
  types: ["platen types [TEMPLATE…] [-o FILE] [options]"],
  check: ["platen check [TEMPLATE…] [--json | --sarif] [options]"],
  sms: ["platen sms TEMPLATE [--recipients FILE] [options]", "platen sms --message FILE --recipients FILE [options]"],
  bulk: [
    "platen bulk TEMPLATE --recipients FILE [--out FILE] [--errors FILE] [--resume] [options]",
    "platen bulk TEMPLATE --recipients FILE --dry-run [options]",
    "platen bulk --message FILE --recipients FILE [options]",
  ],
  message: ["platen message FILE [--json] [options]"],
  help: ["platen help [COMMAND]"],
};

const SMS_DETAILS = `  --smart MODE       "smart" (default) writes ' for a curly quote and the like where that saves UCS-2, "off" does not,
                     "strict" refuses what then is not GSM-7
  --alphabet NAME    "gsm" (default), or "telnyx", which has fewer characters
  --max-segments N   more segments are an error
  --price PRICE      of one segment`;

const REGIONAL_DETAILS = `  --locale TAG       that dates, numbers and prices are written for, such as de-DE (default: en-US)
  --time-zone NAME   such as Europe/Berlin (default: UTC)
  --date DATE        such as 2026-11-28T09:30:00Z, which \`relative\` counts from, and of mail files (default: now)`;

const DETAILS: Readonly<Record<CommandName, string>> = {
  render: `
Prints the subject, the preheader, the sender, the size and the text part, and the SMS when the template has one.
An argument that ends in .json or names an existing file is an artifact; it renders without loading the compiler.

Data:
  --sample NAME      sample data of the template (default: "default", when there is such a file)
  --data FILE        a JSON object; "-" reads standard input
  --trust-html PATHS texts of the data that are HTML for {{{ }}} and that you vouch for: body,items[].note;
                     in the text part they stand without their tags

Output:
  --part PART        print one part alone: subject, preheader, html, text, sms or eml; a final line end is added
  --out DIR          write subject.txt, body.html and body.txt, and sms.txt, exactly as they would be sent
  --json             print the whole result as {"email": …, "sms": …}, or {"ok": false, "diagnostics": […]};
                     with --part, that part of it

With --part eml, the email as a file for mail programs:
  --to ADDRESS       who gets it; needed
  --from ADDRESS     the sender (default: that of the message)
  --message-id ID    such as 1@example.com (default: a new one)

SMS:
${SMS_DETAILS}

Helpers:
${REGIONAL_DETAILS}

Other:
  --message FILE     render a message record (JSON or a form) in place of a template; "-" reads standard input
  --templates DIR    where the templates are (default: templates)
`,
  compile: `
Prints the artifact, which is JSON, to standard output. It holds one channel: the email when there is one.

Options:
  -o, --output FILE  write the artifact to a file
  --channel CHANNEL  email or sms, of a template that has both
  --stats            print to standard error in how many variants the layout comes, and what decides between them
  --json             print diagnostics as {"ok": false, "diagnostics": […]}
  --message FILE     compile a message record (JSON or a form) in place of a template; "-" reads standard input
  --templates DIR    where the templates are (default: templates)
`,
  vars: `
Prints a table: each variable with its type, whether it is required, and where it is used. Both channels count.

Options:
  --json             print the contract as JSON Schema
  --diff OLD.json    compare with a contract that --json printed before; exit code 1 when a change breaks callers
  --templates DIR    where the templates are (default: templates)
`,
  types: `
Prints a .d.ts file for the templates that are named, or for all. With it, TypeScript checks the variables that are
given to \`render\`.

Options:
  -o, --output FILE  write to a file
  --json             print diagnostics as {"ok": false, "diagnostics": […]}
  --templates DIR    where the templates are (default: templates)
`,
  check: `
Looks at the templates that are named, or at all: do they compile, do all their samples render, and do the samples fit
the contract?

Options:
  --json             print {"ok": …, "templates": …, "samples": …, "diagnostics": […]}
  --sarif            print SARIF 2.1.0, for code hosts
  --templates DIR    where the templates are (default: templates)
`,
  sms: `
Fills the SMS with all samples, or with a file of recipients, and prints how many segments that comes to, which
characters force UCS-2 and where they come from, and how much to cut for one segment fewer.

Options:
  --recipients FILE  a .csv with a line of names ("event.date" is a name inside of "event"), or a .ndjson
${SMS_DETAILS}
${REGIONAL_DETAILS}
  --json             print the whole estimate, and {"ok": false, …} when a message cannot be sent
  --message FILE     estimate a message record (JSON) in place of a template; "-" reads standard input
  --templates DIR    where the templates are (default: templates)
`,
  bulk: `
Fills the message for each row of a file, and writes a line of JSON for each: what \`render\` returns, with the number of
its row. A row that cannot be read, does not fit the contract or cannot be rendered stops nothing; exit code 1 tells of
it. The email is filled when there is one.

Options:
  --recipients FILE  a .csv with a line of names ("event.date" is a name inside of "event"), or a .ndjson
  --out FILE         write to a file in place of standard output; FILE.progress then says how far the run has come
  --errors FILE      write a line of JSON for each row without a message, with all that is wrong with it
  --resume           continue a run that was stopped, wherever; the same files come out
  --dry-run          write no messages: tell what is wrong, and what sizes or segments they come to
  --channel CHANNEL  email or sms, of a template that has both
  --jobs N           threads that make messages; the same files come out (default: none for NDJSON; for mail programs
                     one for each core, once a run has taken a second)
  --json             print {"ok": …, "rows": …, "messages": …, "failed": …} at the end; needs --out or --dry-run
  --message FILE     fill a message record (JSON or a form) in place of a template; "-" reads standard input
  --templates DIR    where the templates are (default: templates)

For mail programs:
  --format FORMAT    "eml", a folder of files called by the number of the row; "mbox", one file; or "ndjson" (default)
  --to NAME          the column with the address (default: email)
  --from ADDRESS     the sender, for a message that has none

SMS:
${SMS_DETAILS}

Helpers:
${REGIONAL_DETAILS}
`,
  message: `
Reads a message record, JSON or form-encoded, from a file; "-" reads standard input. Prints its fields with their types,
or all problems at once. A record with a \`hash\` is checked as one that is stored, any other as one to create.

Options:
  --json             print {"ok": true, "message": …, "diagnostics": […]}, or {"ok": false, "diagnostics": […]}
  --templates DIR    where the templates are (default: templates)
`,
  help: "\n",
};

const EXIT_CODES = `Exit code: 0 when all is well, 1 when the template or the data is at fault, 2 when the command was written wrongly.
`;

/** The help of the program as a whole. */
export function programHelp(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const commands = Object.entries(COMMANDS).map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Platen renders email and SMS messages.

Usage: platen COMMAND [options]

Commands:
${commands.join("\n")}

Options:
  -h, --help     show help, also after a command
  -v, --version  show the version

${EXIT_CODES}`;
}

export function commandHelp(command: CommandName): string {
  return `${COMMANDS[command]}\n\n${usageLines(command)}\n${DETAILS[command]}\n${EXIT_CODES}`;
}

/** What stands below an error of usage: how it is written, and where to read more. */
export function shortUsage(command: CommandName | undefined): string {
  if (command !== undefined) return `${usageLines(command)}\n\nSee \`platen help ${command}\`.\n`;
  return `Usage: platen COMMAND [options]\n\nCommands: ${Object.keys(COMMANDS).join(", ")}. See \`platen --help\`.\n`;
}

function usageLines(command: CommandName): string {
  return SYNOPSES[command].map((line, index) => `${index === 0 ? "Usage: " : "       "}${line}`).join("\n");
}
