import { describe, expect, test } from "@jest/globals";
import { type Diagnostic, error, warning } from "@thoth-iac/model";
import { outputOver } from "./output.ts";
import { printDiagnostics } from "./report.ts";

const flags = {
  provider: { value: "word", description: "", attribute: "provider_name" },
  timeout: { value: "seconds", description: "", attribute: "timeout_seconds" },
  "timeout-seconds": { value: "seconds", description: "", attribute: "request_timeout_seconds" },
  "tool-risk-override": { value: "key=value", description: "", attribute: "tool_risk_overrides" },
};

function printed(...diagnostics: readonly Diagnostic[]): string {
  let text = "";
  const sink = {
    write: (written: string) => {
      text += written;
    },
    columns: undefined,
    isTerminal: false,
  };
  printDiagnostics(diagnostics, flags, outputOver({ data: sink, talk: sink }, { colours: "never", overwrites: false }));
  return text;
}

describe("a diagnostic", () => {
  test("is a title, and below it the detail", () => {
    expect(printed(warning("usage", { summary: "Take care", detail: "There is something." }))).toBe(
      "Warning: Take care\n  There is something.\n",
    );
  });

  test("names the flag where the model names the attribute", () => {
    const text = printed(
      error("invalid_value", {
        summary: "No",
        detail: "provider_name must be jamf; found x.",
        attribute: ["provider_name"],
      }),
    );
    expect(text).toBe("Error: No\n  --provider must be jamf; found x.\n");
  });

  test("names the place inside a flag's value", () => {
    const detail = "tool_risk_overrides.shell must be low; found x.";
    const text = printed(
      error("invalid_value", { summary: "No", detail, attribute: ["tool_risk_overrides", "shell"] }),
    );
    expect(text).toContain("--tool-risk-override (shell) must be low");
  });

  test("names flags inside sentences too, and each only once", () => {
    expect(
      printed(
        error("timeout", {
          summary: "Late",
          detail: "Raise timeout_seconds, or wait.",
          attribute: ["timeout_seconds"],
        }),
      ),
    ).toContain("  Raise --timeout, or wait.");
    const both = "Allow more with request_timeout_seconds (thothctl: --timeout-seconds).";
    expect(printed(error("timeout", { summary: "Late", detail: both }))).toContain(
      "  Allow more with --timeout-seconds.",
    );
  });

  test("leaves paths and addresses as they are", () => {
    const detail = "GET /acme/provider_name/timeout_seconds at provider_name.example was refused.";
    expect(printed(error("forbidden", { summary: "No", detail }))).toContain(detail);
  });

  test("cannot make a terminal obey", () => {
    expect(printed(error("conflict", { summary: "a\u001b[2Jb", detail: "c\r\nd\u009be" }))).toBe(
      "Error: a [2Jb\n  c d e\n",
    );
  });

  test("shows the place that it points at, with a caret beneath it, and names the instance", () => {
    const diagnostic = error("invalid_value", {
      summary: "No",
      detail: "provider_name must be jamf.",
      attribute: ["provider_name"],
    });
    const place = { file: "m/a.yaml", line: 12, column: 5, text: "\tab: \u001b[2Jx" };
    expect(printed({ ...diagnostic, instance: "MdmProvider/jamf", place })).toBe(
      [
        "Error: No",
        "  m/a.yaml:12:5  MdmProvider/jamf",
        "  12 |  ab:  [2Jx",
        "     |     ^",
        "  provider_name must be jamf.",
        "",
      ].join("\n"),
    );
  });

  test("of an instance speaks of its attributes, and of flags where flags are meant", () => {
    const detail = "provider_name is late. Allow more with request_timeout_seconds (thothctl: --timeout-seconds).";
    expect(printed({ ...error("timeout", { summary: "Late", detail }), instance: "X/y" })).toBe(
      "Error: Late\n  X/y\n  provider_name is late. Allow more with --timeout-seconds.\n",
    );
  });

  test("shows of a long line what stands around the place", () => {
    const place = { file: "a.yaml", line: 1, column: 5_001, text: `${"x".repeat(5_000)}y${"x".repeat(5_000)}` };
    const [, , line = "", caret = ""] = printed({
      ...error("malformed_manifest", { summary: "No", detail: "-" }),
      place,
    }).split("\n");
    expect(line.length).toBeLessThan(120);
    expect(line[caret.indexOf("^")]).toBe("y");
  });

  test("shows no line where there is none to see", () => {
    const place = { file: "a.yaml", line: 3, column: 1, text: "  " };
    expect(printed({ ...error("malformed_manifest", { summary: "No", detail: "-" }), place })).toBe(
      "Error: No\n  a.yaml:3:1\n  -\n",
    );
  });
});
