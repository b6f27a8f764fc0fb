// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface MdmProviderConfig extends cdktn.TerraformMetaArguments {
  /**
  * Address and credentials of the MDM system. As an object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#config MdmProvider#config}
  */
  readonly config?: { [key: string]: any };
  /**
  * Address and credentials of the MDM system. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#config_json MdmProvider#config_json}
  */
  readonly configJson?: string;
  /**
  * Address and credentials of the MDM system. As an object, never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#config_wo MdmProvider#config_wo}
  */
  readonly configWo?: { [key: string]: any };
  /**
  * Change it to send `config_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#config_wo_version MdmProvider#config_wo_version}
  */
  readonly configWoVersion?: number;
  /**
  * Whether the integration is in use.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#enabled MdmProvider#enabled}
  */
  readonly enabled?: boolean | cdktn.IResolvable;
  /**
  * Name shown to people.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#name MdmProvider#name}
  */
  readonly name?: string;
  /**
  * The MDM system.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#provider_name MdmProvider#provider_name}
  */
  readonly providerName: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider thoth_mdm_provider}
*/
export class MdmProvider extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_mdm_provider";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a MdmProvider resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the MdmProvider to import
  * @param importFromId The id of the existing MdmProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the MdmProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_mdm_provider", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_provider thoth_mdm_provider} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options MdmProviderConfig
  */
  public constructor(scope: Construct, id: string, config: MdmProviderConfig) {
    super(scope, id, {
      terraformResourceType: 'thoth_mdm_provider',
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
    this._config = config.config;
    this._configJson = config.configJson;
    this._configWo = config.configWo;
    this._configWoVersion = config.configWoVersion;
    this._enabled = config.enabled;
    this._name = config.name;
    this._providerName = config.providerName;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // config - computed: false, optional: true, required: false
  private _config?: { [key: string]: any }; 
  public get config() {
    return this.getAnyMapAttribute('config');
  }
  public set config(value: { [key: string]: any }) {
    this._config = value;
  }
  public resetConfig() {
    this._config = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configInput() {
    return this._config;
  }

  // config_json - computed: false, optional: true, required: false
  private _configJson?: string; 
  public get configJson() {
    return this.getStringAttribute('config_json');
  }
  public set configJson(value: string) {
    this._configJson = value;
  }
  public resetConfigJson() {
    this._configJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configJsonInput() {
    return this._configJson;
  }

  // config_wo - computed: false, optional: true, required: false
  private _configWo?: { [key: string]: any }; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get configWo() {
    return this.getAnyMapAttribute('config_wo');
  }
  public set configWo(value: { [key: string]: any }) {
    this._configWo = value;
  }
  public resetConfigWo() {
    this._configWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configWoInput() {
    return this._configWo;
  }

  // config_wo_version - computed: false, optional: true, required: false
  private _configWoVersion?: number; 
  public get configWoVersion() {
    return this.getNumberAttribute('config_wo_version');
  }
  public set configWoVersion(value: number) {
    this._configWoVersion = value;
  }
  public resetConfigWoVersion() {
    this._configWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configWoVersionInput() {
    return this._configWoVersion;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // enabled - computed: true, optional: true, required: false
  private _enabled?: boolean | cdktn.IResolvable; 
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }
  public set enabled(value: boolean | cdktn.IResolvable) {
    this._enabled = value;
  }
  public resetEnabled() {
    this._enabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enabledInput() {
    return this._enabled;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // last_error - computed: true, optional: false, required: false
  public get lastError() {
    return this.getStringAttribute('last_error');
  }

  // last_sync_at - computed: true, optional: false, required: false
  public get lastSyncAt() {
    return this.getStringAttribute('last_sync_at');
  }

  // last_sync_job_id - computed: true, optional: false, required: false
  public get lastSyncJobId() {
    return this.getStringAttribute('last_sync_job_id');
  }

  // last_sync_status - computed: true, optional: false, required: false
  public get lastSyncStatus() {
    return this.getStringAttribute('last_sync_status');
  }

  // name - computed: false, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // provider_name - computed: false, optional: false, required: true
  private _providerName?: string; 
  public get providerName() {
    return this.getStringAttribute('provider_name');
  }
  public set providerName(value: string) {
    this._providerName = value;
  }
  // Temporarily expose input value. Use with caution.
  public get providerNameInput() {
    return this._providerName;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // synced_endpoints - computed: true, optional: false, required: false
  public get syncedEndpoints() {
    return this.getNumberAttribute('synced_endpoints');
  }

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      config: cdktn.hashMapper(cdktn.anyToTerraform)(this._config),
      config_json: cdktn.stringToTerraform(this._configJson),
      config_wo: this.markWriteOnlyAttribute(cdktn.hashMapper(cdktn.anyToTerraform)(this._configWo)),
      config_wo_version: cdktn.numberToTerraform(this._configWoVersion),
      enabled: cdktn.booleanToTerraform(this._enabled),
      name: cdktn.stringToTerraform(this._name),
      provider_name: cdktn.stringToTerraform(this._providerName),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      config: {
        value: cdktn.hashMapperHcl(cdktn.anyToHclTerraform)(this._config),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      config_json: {
        value: cdktn.stringToHclTerraform(this._configJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      config_wo: {
        value: this.markWriteOnlyAttribute(cdktn.hashMapperHcl(cdktn.anyToHclTerraform)(this._configWo)),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      config_wo_version: {
        value: cdktn.numberToHclTerraform(this._configWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      enabled: {
        value: cdktn.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      name: {
        value: cdktn.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      provider_name: {
        value: cdktn.stringToHclTerraform(this._providerName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
