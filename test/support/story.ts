import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import type { TestEngine } from "./engines.ts";
import { providerFolder } from "./executables.ts";
import { type RunningGovApi, startGovApi } from "./running-govapi.ts";
import { type Secret, secretsBeneath, secretsIn } from "./secret-scan.ts";
import { openWorkspace, type Workspace } from "./terraform.ts";

/** What a story has to itself: a tenant on its own control plane, and a workspace whose provider is pointed at it. */
export interface World {
  readonly govApi: RunningGovApi;
  readonly terraform: Workspace;
  /** A folder for whatever else the story needs; gone afterwards. */
  readonly folder: string;
  /** Does something when the story is over, however it ends. */
  readonly finally: (close: () => Promise<void>) => void;
  /** Fails the story if a secret is found afterwards in state, plans, output, logs or the database, unless it may be there. */
  readonly guard: (secret: Secret) => void;
}

/** The longest story kills a server 50 times. */
const timeoutMs = 300_000;

/** A test that tells a story on one engine. */
export function story(engine: TestEngine, sentence: string, tell: (world: World) => Promise<void>): void {
  test(
    sentence,
    async () => {
      const world = await openWorld(engine);
      try {
        await tell(world);
        await world.close();
        expect(await world.leaks()).toEqual([]);
      } finally {
        await world.close();
        await rm(world.folder, { recursive: true, force: true });
      }
    },
    timeoutMs,
  );
}

/** A world that can be closed, and then searched for secrets. */
interface OpenWorld extends World {
  readonly close: () => Promise<void>;
  readonly leaks: () => Promise<readonly string[]>;
}

/** A world to tell stories in, in a folder of its own that stays until somebody removes it. */
async function openWorld(engine: TestEngine): Promise<OpenWorld> {
  const folder = await mkdtemp(join(tmpdir(), "thoth-story-"));
  const closing: (() => Promise<void>)[] = [];
  const govApi = await startGovApi(join(folder, "govapi"));
  closing.push(govApi.close);
  const secrets: Secret[] = [{ name: "the organization's key", text: govApi.orgApiKey }];
  const workspace = join(folder, "workspace");
  await mkdir(workspace);
  const terraform = await openWorkspace({
    engine,
    folder: workspace,
    providerFolder: providerFolder(process.env),
    path: process.env.PATH ?? "",
    env: {
      THOTH_TENANT_ID: govApi.tenantId,
      THOTH_GOVAPI_URL: govApi.url,
      THOTH_API_KEY: govApi.orgApiKey,
      TF_LOG_PROVIDER: "TRACE",
      TF_LOG_PATH: join(workspace, "provider.log"),
    },
  });
  return {
    govApi,
    terraform,
    folder,
    finally: (close) => closing.push(close),
    guard: (secret) => {
      const known = secrets.findIndex(({ text }) => text === secret.text);
      secrets.splice(known < 0 ? secrets.length : known, 1, secret);
    },
    close: async () => {
      for (const close of closing.splice(0).toReversed()) await close();
    },
    leaks: async () => [
      ...(await secretsBeneath(folder, secrets)),
      ...secretsIn("the engine's output", [terraform.printed()], secrets),
    ],
  };
}
