import type { Inputs } from "@pulumi/pulumi";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import * as server from "@pulumi/pulumi/provider/server.js";
import * as resource from "@pulumi/pulumi/runtime/resource.js";
import * as settings from "@pulumi/pulumi/runtime/settings.js";
import * as state from "@pulumi/pulumi/runtime/state.js";

/*
 * Doors of Pulumi's SDK that its types do not show, since it keeps them for its own plugins. They are there in every
 * version from 3.216 on; the plugin has its own copy of the SDK, so that no other version meets them.
 */

interface Internals {
  /** Runs work with settings, features and pending calls of its own, apart from all else that goes on in the process. */
  readonly withLocalStorage: <T>(work: () => Promise<T>) => Promise<T>;
  /** The settings that work runs with; undefined outside of it. */
  readonly getLocalStore: () => object | undefined;
  /** Asks the engine what it understands, and keeps it among the settings. */
  readonly awaitFeatureSupport: () => Promise<void>;
  /** Waits until all that was registered has been answered. */
  readonly waitForRPCs: () => Promise<void>;
  /** Inputs as a program has them: outputs where something is secret, unknown or depends on a resource. */
  readonly deserializeInputs: (
    inputs: ReturnType<ConstructRequest["getInputs"]>,
    dependencies: ReturnType<ConstructRequest["getInputdependenciesMap"]>,
  ) => Promise<Inputs>;
  /** Hooks that a program has registered, by their names. */
  readonly hookBindingFromProto: (hooks: unknown) => object | undefined;
}

/** The internals that constructing a component takes. */
export const internals = { ...state, ...settings, ...server, ...resource } as unknown as Internals; // see above
