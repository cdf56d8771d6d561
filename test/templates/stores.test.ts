import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderStore } from "../../src/templates/folder-store.js";
import { memoryStore } from "../../src/templates/memory-store.js";
import { UnreadableFileError } from "../../src/templates/unreadable-file-error.js";

const FILES = {
  "theme.json": "{}",
  "layouts/base.mjml": "base",
  "receipt/email.mjml": "email",
  "receipt/sms.txt": "sms",
  "receipt/samples/default.json": '{"a":1}',
  "receipt/samples/long.json": "{}",
};

let scratch: string;
let root: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "platen-stores-"));
  root = join(scratch, "templates");
  for (const [path, text] of Object.entries({ ...FILES, "../outside/secret.txt": "secret", "../templates2/x": "x" })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

describe.each([
  ["folder", () => folderStore(root)],
  ["folder by URL", () => folderStore(pathToFileURL(root))],
  ["memory", () => memoryStore(FILES)],
])("%s store", (_, open) => {
  test.each([
    ["receipt/email.mjml", "email"],
    ["theme.json", "{}"],
    ["receipt/email.txt", undefined],
    ["receipt", undefined],
    ["receipt/email.mjml/x", undefined],
    ["constructor", undefined],
    ["__proto__", undefined],
    ["", undefined],
    [".", undefined],
    ["./theme.json", undefined],
    ["../outside/secret.txt", undefined],
    ["../templates/theme.json", undefined],
    ["receipt/../theme.json", undefined],
    ["receipt//email.mjml", undefined],
    ["receipt/email.mjml/", undefined],
    ["/etc/hostname", undefined],
    ["..\\outside\\secret.txt", undefined],
    ["receipt\\email.mjml", undefined],
    ["theme.json\0", undefined],
    [`${"x".repeat(10_000)}`, undefined],
  ])("reads %j as %j", async (path, expected) => {
    expect(await open().read(path)).toBe(expected);
  });

  test.each([
    ["receipt", ["receipt/email.mjml", "receipt/sms.txt"], ["receipt/samples"]],
    ["receipt/samples", ["receipt/samples/default.json", "receipt/samples/long.json"], []],
    ["", ["theme.json"], ["layouts", "receipt"]],
    ["absent", [], []],
    ["theme.json", [], []],
    ["rece", [], []],
    ["..", [], []],
    ["../outside", [], []],
    ["receipt/", [], []],
    ["/", [], []],
  ])("lists %j", async (folder, files, folders) => {
    expect(await open().list(folder)).toEqual(files);
    expect(await open().folders(folder)).toEqual(folders);
  });
});

test("an absolute path inside the folder is not a template path either", async () => {
  expect(await folderStore(root).read(join(root, "theme.json"))).toBeUndefined();
});

test("a folder that does not exist is an empty store", async () => {
  const store = folderStore(join(scratch, "absent"));
  expect(await store.read("receipt/email.mjml")).toBeUndefined();
  expect(await store.list("")).toEqual([]);
});

test("links are followed inside the root and nowhere else", async () => {
  const links = join(root, "links");
  await mkdir(links, { recursive: true });
  await symlink(join(root, "theme.json"), join(links, "inside.json"));
  await symlink("../../outside/secret.txt", join(links, "outside.txt"));
  await symlink(join(scratch, "outside"), join(links, "folder"));
  // A sibling whose name starts like the root's is outside of it.
  await symlink(join(scratch, "templates2"), join(links, "sibling"));
  await symlink("loop", join(links, "loop"));
  await symlink("nowhere", join(links, "dangling"));
  const store = folderStore(root);

  expect(await store.read("links/inside.json")).toBe("{}");
  for (const path of ["outside.txt", "folder/secret.txt", "sibling/x", "loop", "dangling"]) {
    expect(await store.read(`links/${path}`)).toBeUndefined();
  }
  expect(await store.list("links")).toEqual(["links/inside.json"]);
  expect(await store.folders("links")).toEqual([]);
  expect(await store.list("links/folder")).toEqual([]);
  await rm(links, { recursive: true });
});

test("the root itself may be a link", async () => {
  const link = join(scratch, "link");
  await symlink(root, link);
  expect(await folderStore(link).read("receipt/sms.txt")).toBe("sms");
});

test("a byte order mark is not part of the text", async () => {
  await writeFile(join(root, "bom.txt"), "\uFEFFhello");
  expect(await folderStore(root).read("bom.txt")).toBe("hello");
  await rm(join(root, "bom.txt"));
});

test("a file that is not UTF-8 is an error that names it", async () => {
  await writeFile(join(root, "latin1.txt"), Buffer.from([0x63, 0x61, 0x66, 0xe9]));
  const error: unknown = await folderStore(root)
    .read("latin1.txt")
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnreadableFileError);
  expect(error).toMatchObject({ path: "latin1.txt", reason: "is not valid UTF-8" });
  await rm(join(root, "latin1.txt"));
});

test("a memory store does not change with the map it was made from", async () => {
  const files: Record<string, string> = { "a/b": "before" };
  const store = memoryStore(files);
  files["a/b"] = "after";
  expect(await store.read("a/b")).toBe("before");
});

test("a memory store never reads what a folder could not hold", async () => {
  const store = memoryStore({ "../x": "1", "/y": "2", "a//z": "3" });
  expect(await store.read("../x")).toBeUndefined();
  expect(await store.read("/y")).toBeUndefined();
  expect(await store.list("a/")).toEqual([]);
});

test("a byte order mark is no part of a text, in a folder or in memory", async () => {
  const files = { "receipt/marked.html": "\uFEFF<p>a</p>" };
  await writeFile(join(root, "receipt/marked.html"), files["receipt/marked.html"]);
  for (const store of [folderStore(root), memoryStore(files)]) {
    expect(await store.read("receipt/marked.html")).toBe("<p>a</p>");
  }
});
