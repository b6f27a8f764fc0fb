import type { Building } from "../build-executables.ts";
import type { Surroundings } from "../engines/obtain.ts";
import type { Progress } from "./progress.ts";
import type { Surrounding } from "./surrounding.ts";
import type { Workspace } from "./workspace.ts";

/** A way to set a tenant up: an engine, and an example in its language. */
export interface Way {
  /** The example's folder below `examples`. */
  readonly example: string;
  /** The programs that are built for it, for people. */
  readonly programs: string;
  readonly build: (building: Building) => Promise<void>;
  readonly obtain: (surroundings: Surroundings) => Promise<WayEngine>;
  /** What to do where the engine cannot be had. */
  readonly advice: string;
  /** Puts what the engine needs into the workspace, and gives the environment that people need as well. */
  readonly furnish: (workspace: Workspace, surrounding: Surrounding) => Promise<NodeJS.ProcessEnv>;
  /** Lets the engine set the tenant up, and plan once more, which must be empty. */
  readonly applyTwice: (stage: Stage, surrounding: Surrounding) => Promise<Outputs>;
  /** The engine's command that shows what would change. */
  readonly plan: string;
}

/** An engine that was found. */
export interface WayEngine {
  /** What people call it. */
  readonly title: string;
  /** What it is called on a command line. */
  readonly command: string;
  readonly version: string;
  readonly path: string;
}

/** How commands are run and shown. */
export interface Stage {
  readonly engine: WayEngine;
  readonly workspace: Workspace;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly stop: AbortSignal;
  readonly verbose: boolean;
}

/** What every example puts out at the end. */
export interface Outputs {
  readonly webhookTest: string;
  readonly syncedDevices: { readonly total: number; readonly unassigned: number };
  readonly enrolledBrowsers: Readonly<Record<string, string>>;
  readonly chromePolicy: object;
}
