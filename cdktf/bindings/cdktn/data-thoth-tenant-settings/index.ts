// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/data-sources/tenant_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface DataThothTenantSettingsConfig extends cdktn.TerraformMetaArguments {
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/data-sources/tenant_settings thoth_tenant_settings}
*/
export class DataThothTenantSettings extends cdktn.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_tenant_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a DataThothTenantSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataThothTenantSettings to import
  * @param importFromId The id of the existing DataThothTenantSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/data-sources/tenant_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataThothTenantSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_tenant_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/data-sources/tenant_settings thoth_tenant_settings} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataThothTenantSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataThothTenantSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth_tenant_settings',
      terraformGeneratorMetadata: {
        providerName: 'thoth',
        providerVersionConstraint: '~> 0.1.100'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // compliance_profile - computed: true, optional: false, required: false
  public get complianceProfile() {
    return this.getStringAttribute('compliance_profile');
  }

  // regulatory_regimes - computed: true, optional: false, required: false
  public get regulatoryRegimes() {
    return this.getListAttribute('regulatory_regimes');
  }

  // settings_json - computed: true, optional: false, required: false
  public get settingsJson() {
    return this.getStringAttribute('settings_json');
  }

  // shadow_policy - computed: true, optional: false, required: false
  private _shadowPolicy = new cdktn.StringMap(this, "shadow_policy");
  public get shadowPolicy() {
    return this._shadowPolicy;
  }

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
  }

  // tool_risk_overrides - computed: true, optional: false, required: false
  private _toolRiskOverrides = new cdktn.StringMap(this, "tool_risk_overrides");
  public get toolRiskOverrides() {
    return this._toolRiskOverrides;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // webhook_enabled - computed: true, optional: false, required: false
  public get webhookEnabled() {
    return this.getBooleanAttribute('webhook_enabled');
  }

  // webhook_url - computed: true, optional: false, required: false
  public get webhookUrl() {
    return this.getStringAttribute('webhook_url');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
    };
    return attrs;
  }
}
