import { describe, expect, test } from "@jest/globals";
import { filesOn } from "./files.ts";
import { type Surroundings, thothctl } from "./thothctl.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly asked: readonly Request[];
}

const files: { readonly [path: string]: string } = {
  "/session": "from-session\n",
  "/named": "from-named-session",
  "/home/ada/.thoth/admin-token.jwt": "from-home",
  "/token": "from-file",
  "/env-token": "from-env-file",
};

/** Runs a command line in a world in which GovAPI answers everything with an empty document. */
async function run(
  argv: readonly string[],
  env: Surroundings["env"],
  world: Partial<Surroundings> = {},
): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  const asked: Request[] = [];
  const sink = (name: "stdout" | "stderr") => ({
    write: (written: string) => {
      text[name] += written;
    },
    columns: undefined,
    isTerminal: false,
  });
  const code = await thothctl(argv, {
    env,
    readFile: async (path) => {
      const found = files[path];
      if (found === undefined) throw Object.assign(new Error("none"), { code: "ENOENT" });
      return found;
    },
    files: filesOn(),
    self: "test",
    fetch: async (request) => {
      asked.push(request);
      return Response.json({});
    },
    stop: new AbortController().signal,
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    ...world,
  });
  return { code, ...text, asked };
}

const tenant = { THOTH_TENANT_ID: "acme" };

describe("the credential", () => {
  const everything = {
    ...tenant,
    THOTH_ADMIN_BEARER_TOKEN: "from-env",
    THOTH_ADMIN_BEARER_TOKEN_FILE: "/env-token",
    THOTH_ORG_API_KEY: "from-org-env",
    THOTH_API_KEY: "from-key-env",
    THOTH_AUTH_SESSION_FILE: "/named",
    HOME: "/home/ada",
  };
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(everything).filter(([name]) => !names.includes(name)));
  const [token, file, org, key, session] = [
    "THOTH_ADMIN_BEARER_TOKEN",
    "THOTH_ADMIN_BEARER_TOKEN_FILE",
    "THOTH_ORG_API_KEY",
    "THOTH_API_KEY",
    "THOTH_AUTH_SESSION_FILE",
  ];

  test.each([
    ["--auth-token", ["--auth-token", "given", "--auth-token-file", "/token"], everything, "Bearer given"],
    ["--auth-token-file", ["--auth-token-file", "/token"], everything, "Bearer from-file"],
    ["--org-api-key", ["--org-api-key", "given"], everything, "given"],
    [token, [], everything, "Bearer from-env"],
    [file, [], without(token), "Bearer from-env-file"],
    [org, [], without(token, file), "from-org-env"],
    [key, [], without(token, file, org), "from-key-env"],
    [session, [], without(token, file, org, key), "Bearer from-named-session"],
    ["the session of the home folder", [], without(token, file, org, key, session), "Bearer from-home"],
  ])("comes from %s before all that follows", async (_, flags, env, expected) => {
    const { asked } = await run(["settings", "get", ...flags], env);
    const { headers } = asked[0] ?? new Request("http://nobody");
    expect(headers.get("authorization") ?? headers.get("x-api-key")).toBe(expected);
  });
});

describe("the address", () => {
  const env = { ...tenant, THOTH_API_KEY: "k" };

  test.each([
    [[], env, "https://grid.acme.atensecurity.com/acme/thoth/settings"],
    [
      ["--tenant-id", "other", "--apex-domain", "example.com"],
      env,
      "https://grid.other.example.com/other/thoth/settings",
    ],
    [[], { ...env, THOTH_APEX_DOMAIN: "example.org" }, "https://grid.acme.example.org/acme/thoth/settings"],
    [[], { ...env, THOTH_GOVAPI_URL: "http://127.0.0.1:9/base/" }, "http://127.0.0.1:9/base/acme/thoth/settings"],
    [
      ["--govapi-url", "https://a.example"],
      { ...env, THOTH_GOVAPI_URL: "https://b.example" },
      "https://a.example/acme/thoth/settings",
    ],
  ])("with %j follows from flags, then from the environment", async (flags, env, expected) => {
    const { asked } = await run(["settings", "get", ...flags], env);
    expect(asked.map(({ url }) => url)).toEqual([expected]);
  });

  test("is told who calls", async () => {
    const { asked } = await run(["settings", "get"], env);
    expect(asked[0]?.headers.get("x-aten-provisioned-via")).toBe("thothctl");
    expect(asked[0]?.headers.get("user-agent")).toMatch(/^thothctl\/\d/);
  });
});

describe("an error that nobody expected", () => {
  // A stream that throws is what no command expects.
  const failing = (): Partial<Surroundings> => ({
    stdout: {
      write: () => {
        throw new Error("broken world");
      },
      columns: undefined,
      isTerminal: false,
    },
  });

  test("is one line, with exit code 1", async () => {
    const { code, stderr } = await run(["version"], tenant, failing());
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: broken world\n/);
    expect(stderr).not.toMatch(/ at /);
  });

  test("tells where it arose when THOTH_DEBUG is set", async () => {
    const { stderr } = await run(["version"], { ...tenant, THOTH_DEBUG: "1" }, failing());
    expect(stderr).toMatch(/broken world\n +at /);
  });
});
