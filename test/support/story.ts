import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "@jest/globals";
import type { TestEngine } from "./engines.ts";
import { providerFolder } from "./executables.ts";
import { type RunningGovApi, startGovApi } from "./running-govapi.ts";
import { openWorkspace, type Workspace } from "./terraform.ts";

/** What a story has to itself: a tenant on its own control plane, and a workspace whose provider is pointed at it. */
export interface World {
  readonly govApi: RunningGovApi;
  readonly terraform: Workspace;
  /** A folder for whatever else the story needs; gone afterwards. */
  readonly folder: string;
  /** Does something when the story is over, however it ends. */
  readonly finally: (close: () => Promise<void>) => void;
}

/** A test that tells a story on one engine. */
export function story(
  engine: TestEngine,
  sentence: string,
  tell: (world: World) => Promise<void>,
  timeoutMs = 120_000,
): void {
  test(
    sentence,
    async () => {
      const world = await openWorld(engine);
      try {
        await tell(world);
      } finally {
        await world.close();
      }
    },
    timeoutMs,
  );
}

/** A world to tell stories in, until it is closed. */
export async function openWorld(engine: TestEngine): Promise<World & { readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "thoth-story-"));
  const closing: (() => Promise<void>)[] = [];
  const govApi = await startGovApi(join(folder, "govapi"));
  closing.push(govApi.close);
  const workspace = join(folder, "workspace");
  await mkdir(workspace);
  const terraform = await openWorkspace({
    engine,
    folder: workspace,
    providerFolder: providerFolder(process.env),
    path: process.env.PATH ?? "",
    env: { THOTH_TENANT_ID: govApi.tenantId, THOTH_GOVAPI_URL: govApi.url, THOTH_API_KEY: govApi.orgApiKey },
  });
  return {
    govApi,
    terraform,
    folder,
    finally: (close) => closing.push(close),
    close: async () => {
      for (const close of closing.toReversed()) await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
