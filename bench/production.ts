/** React checks much while it renders otherwise. Imported before everything that asks. */
process.env["NODE_ENV"] = "production";
