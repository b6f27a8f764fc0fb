import { Construct, type IConstruct } from "constructs";
import { GovernanceSettings } from "../../bindings/cdktf/governance-settings/index.ts";
import { PamSettings } from "../../bindings/cdktf/pam-settings/index.ts";
import {
  type GovernanceSettingsProps,
  governanceSettingsInputs,
  type PamSettingsProps,
  pamSettingsInputs,
} from "../../bindings/cdktf/props/index.ts";
import { configOf, isMade, type Part } from "../part.ts";
import { checkedProps } from "../validation.ts";

const governance: Part = { type: GovernanceSettings.tfResourceType, inputs: governanceSettingsInputs };
const pam: Part = { type: PamSettings.tfResourceType, inputs: pamSettingsInputs, optional: true };

/** A tenant, whoever manages its settings. */
export interface IThothTenant extends IConstruct {
  /** The tenant's slug. */
  readonly tenantId: string;
}

/** What is known of a tenant whose settings are managed elsewhere. */
export interface ThothTenantAttributes {
  /** The tenant's slug. */
  readonly tenantId: string;
}

/** What may be set of a tenant: its governance, and who is asked when a tool call needs step-up. */
export interface ThothTenantProps extends GovernanceSettingsProps, PamSettingsProps {}

/**
 * The settings of a tenant: compliance profile, shadow policy, secret broker, model router, and privileged access
 * management. There is one for the tenant that the provider is configured for.
 */
export class ThothTenant extends Construct implements IThothTenant {
  /** A tenant whose settings are managed elsewhere. Nothing is made. */
  static fromThothTenantAttributes(scope: Construct, id: string, attributes: ThothTenantAttributes): IThothTenant {
    return new ImportedTenant(scope, id, attributes);
  }

  /** The tenant's slug. */
  readonly tenantId: string;
  /** The governance settings: the way to whatever this construct has no prop for. */
  readonly resource: GovernanceSettings;
  /** The settings of privileged access management, if any of them was given. */
  readonly pam: PamSettings | undefined;

  constructor(scope: Construct, id: string, props: ThothTenantProps = {}) {
    super(scope, id);
    const given = checkedProps(this, props, { parts: [governance, pam] });
    this.resource = new GovernanceSettings(this, "Resource", configOf<GovernanceSettingsProps>(governance, given));
    this.pam = isMade(pam, given) ? new PamSettings(this, "Pam", configOf<PamSettingsProps>(pam, given)) : undefined;
    this.tenantId = this.resource.tenantId;
  }
}

class ImportedTenant extends Construct implements IThothTenant {
  readonly tenantId: string;

  constructor(scope: Construct, id: string, { tenantId }: ThothTenantAttributes) {
    super(scope, id);
    this.tenantId = tenantId;
  }
}
