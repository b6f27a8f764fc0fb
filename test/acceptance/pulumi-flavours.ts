import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
import { type JsonObject, type Resource, resources } from "@thoth-iac/model";
import * as dynamic from "../../pulumi/src/index.ts";
import * as plugin from "../../pulumi/src/plugin.ts";

/** What programs of both flavours have in common. */
export type Thoth = Pick<typeof plugin, keyof typeof plugin & keyof typeof dynamic>;

/** A flavour of the package, as a program imports it. */
export interface PulumiFlavour {
  readonly name: "dynamic" | "plugin";
  readonly thoth: Thoth;
}

/** The two flavours. */
export const flavours: readonly PulumiFlavour[] = [
  { name: "dynamic", thoth: dynamic },
  { name: "plugin", thoth: plugin },
];

/** The other flavour. */
export function otherThan({ name }: PulumiFlavour): PulumiFlavour {
  const other = flavours.find((flavour) => flavour.name !== name);
  if (other === undefined) throw new Error("There are two flavours.");
  return other;
}

/** Every resource of the model. */
export const everyResource: readonly Resource[] = Object.values(resources);

/** Makes an instance of any resource, as a program does. */
export function declare(
  { thoth }: PulumiFlavour,
  resource: Resource,
  { name, args, opts }: { readonly name: string; readonly args: JsonObject; readonly opts?: CustomResourceOptions },
): CustomResource {
  const [key] = Object.entries(resources).find(([, one]) => one === resource) ?? [""];
  const className = key.charAt(0).toUpperCase() + key.slice(1);
  // as: a door exports the class of each resource by its name, as a contract test holds.
  const made = Reflect.get(thoth, className) as new (
    name: string,
    args: JsonObject,
    opts?: CustomResourceOptions,
  ) => CustomResource;
  return new made(name, args, opts);
}
