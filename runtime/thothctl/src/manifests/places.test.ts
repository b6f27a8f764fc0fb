import { expect, test } from "@jest/globals";
import { placeAt } from "./places.ts";

function shown(text: string, line = 1): string {
  const offset =
    text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + (line > 1 ? 1 : 0);
  return placeAt({ name: "a.yaml", text }, offset).text;
}

test("a place is counted from one, by lines as they end everywhere", () => {
  const file = { name: "a.yaml", text: "a: 1\r\nb: 2\n\nc: 3" };
  const places = [0, 3, 6, 9, 11, 12, 15, 99].map((offset) => placeAt(file, offset));
  expect(places.map(({ line, column, text }) => `${line}:${column} ${text}`)).toEqual([
    "1:1 a: 1",
    "1:4 a: 1",
    "2:1 b: 2",
    "2:4 b: 2",
    "3:1 ",
    "4:1 c: 3",
    "4:4 c: 3",
    "4:5 c: 3",
  ]);
});

test.each([
  ["client_secret: hush", "client_secret: ***"],
  [
    "  config: {base_url: https://a.example, api_token: 'hush', x: 1}",
    "  config: {base_url: https://a.example, api_token: ***",
  ],
  ['"webhook_secret": "hush"', '"webhook_secret": ***'],
  ["config_json: '{}'", "config_json: ***"],
  ["client_secret: {fromEnv: JAMF}", "client_secret: {fromEnv: JAMF}"],
  ["config: {client_secret: {fromFile: ./jamf}} # the file", "config: {client_secret: {fromFile: ./jamf}} # the file"],
  ["client_secret: {fromEnv: JAMF, or: hush}", "client_secret: ***"],
  ["secret_broker_fail_on_missing_secret: yes", "secret_broker_fail_on_missing_secret: yes"],
  ["name: the token is hush", "name: the token is hush"],
  ["password:", "password:"],
])("of %s is shown %s", (line, expected) => {
  expect(shown(line)).toBe(expected);
});

test("nothing is shown of a text that goes on from the line of a secret, and all of what follows it", () => {
  const text = "webhook_secret: |\n  hush\n\n  hush\nwebhook_url: a\nx";
  expect([2, 4, 5, 6].map((line) => shown(text, line))).toEqual(["  ***", "  ***", "webhook_url: a", "x"]);
});

test("of a line that nobody has written nothing is shown", () => {
  expect(shown("a".repeat(10_000))).toBe("");
});
