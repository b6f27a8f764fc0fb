import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { pulumiPluginFolder } from "./executables.ts";
import { openPulumiStack, type PulumiStack, type PulumiStackOptions } from "./pulumi.ts";
import type { PulumiTestEngine } from "./pulumi-engines.ts";
import { type RunningGovApi, startGovApi } from "./running-govapi.ts";
import { type Secret, secretsBeneath, secretsIn } from "./secret-scan.ts";

/** What a story has to itself: a tenant on its own control plane, and as many stacks as it wants. */
export interface PulumiWorld {
  readonly govApi: RunningGovApi;
  /**
   * Makes a stack whose configuration points at the tenant, with the organization's key as a secret; what is given
   * here comes instead, key by key. The plugin is there for programs that use it.
   */
  readonly stack: (options?: Partial<Omit<PulumiStackOptions, "engine" | "folder">>) => Promise<PulumiStack>;
  /** A folder for whatever else the story needs; gone afterwards. */
  readonly folder: string;
  /** Does something when the story is over, however it ends. */
  readonly finally: (close: () => Promise<void>) => void;
  /** Fails the story if a secret is found afterwards in state, output, logs or the database, unless it may be there. */
  readonly guard: (secret: Secret) => void;
}

const timeoutMs = 300_000;

/** A test that tells a story on the Pulumi engine. */
export function pulumiStory(
  engine: PulumiTestEngine,
  sentence: string,
  tell: (world: PulumiWorld) => Promise<void>,
): void {
  test(
    sentence,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "thoth-pulumi-"));
      const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
      try {
        const { world, leaks, close } = await openWorld(engine, folder);
        closing.push(close);
        await tell(world);
        await close();
        expect(await leaks()).toEqual([]);
      } finally {
        for (const close of closing.toReversed()) await close();
      }
    },
    timeoutMs,
  );
}

/** A world that can be closed, and then searched for secrets. */
interface OpenWorld {
  readonly world: PulumiWorld;
  readonly close: () => Promise<void>;
  readonly leaks: () => Promise<readonly string[]>;
}

async function openWorld(engine: PulumiTestEngine, folder: string): Promise<OpenWorld> {
  const govApi = await startGovApi(join(folder, "govapi"));
  const closing: (() => Promise<void>)[] = [govApi.close];
  const secrets: Secret[] = [{ name: "the organization's key", text: govApi.orgApiKey }];
  const stacks: PulumiStack[] = [];
  const stack: PulumiWorld["stack"] = async ({ config, secrets: own, ...options } = {}) => {
    const place = join(folder, `stack-${stacks.length + 1}`);
    await mkdir(place);
    const made = await openPulumiStack({
      engine,
      folder: place,
      pluginFolder: pulumiPluginFolder(process.env),
      config: { "thoth:tenantId": govApi.tenantId, "thoth:govapiUrl": govApi.url, ...config },
      secrets: { "thoth:orgApiKey": govApi.orgApiKey, ...own },
      ...options,
    });
    stacks.push(made);
    return made;
  };
  return {
    world: {
      govApi,
      stack,
      folder,
      finally: (close) => closing.push(close),
      guard: (secret) => {
        const known = secrets.findIndex(({ text }) => text === secret.text);
        secrets.splice(known < 0 ? secrets.length : known, 1, secret);
      },
    },
    close: async () => {
      for (const each of stacks) each.close();
      for (const close of closing.splice(0).toReversed()) await close();
    },
    leaks: async () => [
      ...(await secretsBeneath(folder, secrets)),
      ...secretsIn(
        "what the engine printed",
        stacks.map((each) => each.printed()),
        secrets,
      ),
    ],
  };
}
