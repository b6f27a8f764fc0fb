import { Construct, type IConstruct } from "constructs";
import { MdmProvider } from "../../bindings/cdktf/mdm-provider/index.ts";
import { MdmSync } from "../../bindings/cdktf/mdm-sync/index.ts";
import {
  type MdmProviderProps,
  type MdmSyncProps,
  mdmProviderInputs,
  mdmSyncInputs,
} from "../../bindings/cdktf/props/index.ts";
import { configOf, isMade, type Part } from "../part.ts";
import { checkedProps } from "../validation.ts";

const provider: Part = { type: MdmProvider.tfResourceType, inputs: mdmProviderInputs };
const sync: Part = {
  type: MdmSync.tfResourceType,
  inputs: mdmSyncInputs,
  renamed: { trigger: "syncTrigger" },
  set: ["providerName"],
  optional: true,
};

/** An MDM system from which the device inventory is read, whoever manages the integration. */
export interface IMdmIntegration extends IConstruct {
  /** The MDM system. */
  readonly providerName: string;
}

/** What is known of an integration that is managed elsewhere. */
export interface MdmIntegrationAttributes {
  /** The MDM system: jamf, intune, workspace_one, kandji or custom. */
  readonly providerName: string;
}

/** What may be set of an MDM system, and of the sync that reads its inventory. */
export interface MdmIntegrationProps extends MdmProviderProps, Omit<MdmSyncProps, "providerName" | "trigger"> {
  /**
   * Any text; a change of it reads the inventory again.
   * @default - no sync, unless another prop of it is given
   */
  readonly syncTrigger?: string;
}

/** What the last sync found. Each is a reference that Terraform resolves. */
export interface MdmInventory {
  /** How many devices were read. */
  readonly syncedEndpoints: number;
  /** How many devices could not be mapped to a user; only the sync of this construct tells. */
  readonly unassignedCount: number | undefined;
  /** When the last sync ended. */
  readonly lastSyncAt: string;
}

/** An MDM system, and a sync that reads the device inventory from it whenever its trigger changes. */
export class MdmIntegration extends Construct implements IMdmIntegration {
  /** An integration that is managed elsewhere. Nothing is made. */
  static fromMdmIntegrationAttributes(
    scope: Construct,
    id: string,
    attributes: MdmIntegrationAttributes,
  ): IMdmIntegration {
    return new ImportedIntegration(scope, id, attributes);
  }

  /** The MDM system. */
  readonly providerName: string;
  /** What the last sync found: of this construct's own if it has one, since that is read after it has ended. */
  readonly inventory: MdmInventory;
  /** The MDM system's resource: the way to whatever this construct has no prop for. */
  readonly resource: MdmProvider;
  /** The sync, if any prop of it was given. */
  readonly sync: MdmSync | undefined;

  constructor(scope: Construct, id: string, props: MdmIntegrationProps) {
    super(scope, id);
    const given = checkedProps(this, props, { parts: [provider, sync] });
    this.resource = new MdmProvider(this, "Resource", configOf<MdmProviderProps>(provider, given));
    this.providerName = this.resource.providerName;
    const { providerName } = this;
    this.sync = isMade(sync, given)
      ? new MdmSync(this, "Sync", { ...configOf<MdmSyncProps>(sync, given), providerName })
      : undefined;
    this.inventory = {
      syncedEndpoints: (this.sync ?? this.resource).syncedEndpoints,
      unassignedCount: this.sync?.unassignedCount,
      lastSyncAt: this.sync?.completedAt ?? this.resource.lastSyncAt,
    };
  }
}

class ImportedIntegration extends Construct implements IMdmIntegration {
  readonly providerName: string;

  constructor(scope: Construct, id: string, { providerName }: MdmIntegrationAttributes) {
    super(scope, id);
    this.providerName = providerName;
  }
}
