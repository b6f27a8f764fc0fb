import { normalize } from "node:path";
import { type Surroundings, thothctl } from "@thoth-iac/thothctl";
import type { GovApiInMemory } from "./govapi.ts";

/** A command line that ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command line finds around it. */
export interface CommandLine {
  /** Texts of files by their paths; commands write into it. */
  readonly files: Map<string, string>;
  /** Every request, such as `GET /thoth/settings`. */
  readonly requests: string[];
  /** Runs a command with the tenant's credential in its environment. */
  readonly run: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

/** Command lines of thothctl that run in this process, against a control plane and a file system in memory. */
export function commandLine(
  govApi: Pick<GovApiInMemory, "app" | "tenant" | "orgApiKey">,
  files: Map<string, string> = new Map(),
  stop: AbortSignal = new AbortController().signal,
): CommandLine {
  const requests: string[] = [];
  const world = {
    readFile: async (path: string) => files.get(normalize(path)) ?? absent(path),
    files: filesIn(files),
    self: "the test",
    fetch: (request: Request) => {
      requests.push(`${request.method} ${new URL(request.url).pathname.replace(`/${govApi.tenant}`, "")}`);
      return govApi.app.fetch(request);
    },
    stop,
  };
  const tenant = {
    THOTH_GOVAPI_URL: "https://govapi.test",
    THOTH_TENANT_ID: govApi.tenant,
    THOTH_API_KEY: govApi.orgApiKey,
  };
  return {
    files,
    requests,
    run: async (argv, env = {}) => {
      const text = { stdout: "", stderr: "" };
      const sink = (name: "stdout" | "stderr") => ({
        write: (written: string) => {
          text[name] += written;
        },
        columns: undefined,
        isTerminal: false,
      });
      const streams = { stdout: sink("stdout"), stderr: sink("stderr") };
      const code = await thothctl(argv, { ...world, env: { ...tenant, ...env }, ...streams });
      return { code, ...text };
    },
  };
}

/** Files in memory, with the folders that their paths name. */
export function filesIn(files: Map<string, string>): Surroundings["files"] {
  const isFolder = (path: string) => [...files.keys()].some((name) => name.startsWith(`${path}/`));
  return {
    look: async (given) => {
      const path = normalize(given);
      const text = files.get(path);
      if (text !== undefined) return { kind: "file", size: Buffer.byteLength(text), id: path };
      return isFolder(path) ? { kind: "folder", size: 0, id: path } : undefined;
    },
    names: async (folder) => {
      const above = `${normalize(folder)}/`;
      const names = [...files.keys()].filter((name) => name.startsWith(above));
      return [...new Set(names.map((name) => name.slice(above.length).split("/")[0] ?? ""))].toSorted();
    },
    write: async (path, text) => {
      files.set(normalize(path), text);
    },
  };
}

function absent(path: string): never {
  throw Object.assign(new Error(`no file ${path}`), { code: "ENOENT" });
}
