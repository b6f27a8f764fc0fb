// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface BrowserPolicyConfig extends cdktf.TerraformMetaArguments {
  /**
  * Whether the policy is in force.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#active BrowserPolicy#active}
  */
  readonly active?: boolean | cdktf.IResolvable;
  /**
  * Who made the policy.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#created_by BrowserPolicy#created_by}
  */
  readonly createdBy?: string;
  /**
  * Only report, or enforce.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#enforcement_mode BrowserPolicy#enforcement_mode}
  */
  readonly enforcementMode?: string;
  /**
  * Free data kept with the policy. As an object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#metadata BrowserPolicy#metadata}
  */
  readonly metadata?: { [key: string]: any };
  /**
  * Free data kept with the policy. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#metadata_json BrowserPolicy#metadata_json}
  */
  readonly metadataJson?: string;
  /**
  * Name shown to people.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#name BrowserPolicy#name}
  */
  readonly name: string;
  /**
  * The policy, in the browser-neutral form. As an object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#policy BrowserPolicy#policy}
  */
  readonly policy?: { [key: string]: any };
  /**
  * Identifier of the policy.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#policy_id BrowserPolicy#policy_id}
  */
  readonly policyId?: string;
  /**
  * The policy, in the browser-neutral form. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#policy_json BrowserPolicy#policy_json}
  */
  readonly policyJson?: string;
  /**
  * The browser that the policy is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#provider_name BrowserPolicy#provider_name}
  */
  readonly providerName: string;
  /**
  * Who changed the policy last.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#updated_by BrowserPolicy#updated_by}
  */
  readonly updatedBy?: string;
  /**
  * Version of the policy. It counts up with every change that does not set it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#version BrowserPolicy#version}
  */
  readonly version?: number;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy thoth_browser_policy}
*/
export class BrowserPolicy extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_browser_policy";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a BrowserPolicy resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the BrowserPolicy to import
  * @param importFromId The id of the existing BrowserPolicy that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the BrowserPolicy to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "thoth_browser_policy", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_policy thoth_browser_policy} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options BrowserPolicyConfig
  */
  public constructor(scope: Construct, id: string, config: BrowserPolicyConfig) {
    super(scope, id, {
      terraformResourceType: 'thoth_browser_policy',
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
    this._active = config.active;
    this._createdBy = config.createdBy;
    this._enforcementMode = config.enforcementMode;
    this._metadata = config.metadata;
    this._metadataJson = config.metadataJson;
    this._name = config.name;
    this._policy = config.policy;
    this._policyId = config.policyId;
    this._policyJson = config.policyJson;
    this._providerName = config.providerName;
    this._updatedBy = config.updatedBy;
    this._version = config.version;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // active - computed: true, optional: true, required: false
  private _active?: boolean | cdktf.IResolvable; 
  public get active() {
    return this.getBooleanAttribute('active');
  }
  public set active(value: boolean | cdktf.IResolvable) {
    this._active = value;
  }
  public resetActive() {
    this._active = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get activeInput() {
    return this._active;
  }

  // compiled_policy_json - computed: true, optional: false, required: false
  public get compiledPolicyJson() {
    return this.getStringAttribute('compiled_policy_json');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // created_by - computed: true, optional: true, required: false
  private _createdBy?: string; 
  public get createdBy() {
    return this.getStringAttribute('created_by');
  }
  public set createdBy(value: string) {
    this._createdBy = value;
  }
  public resetCreatedBy() {
    this._createdBy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createdByInput() {
    return this._createdBy;
  }

  // enforcement_mode - computed: false, optional: true, required: false
  private _enforcementMode?: string; 
  public get enforcementMode() {
    return this.getStringAttribute('enforcement_mode');
  }
  public set enforcementMode(value: string) {
    this._enforcementMode = value;
  }
  public resetEnforcementMode() {
    this._enforcementMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enforcementModeInput() {
    return this._enforcementMode;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // metadata - computed: true, optional: true, required: false
  private _metadata?: { [key: string]: any }; 
  public get metadata() {
    return this.getAnyMapAttribute('metadata');
  }
  public set metadata(value: { [key: string]: any }) {
    this._metadata = value;
  }
  public resetMetadata() {
    this._metadata = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get metadataInput() {
    return this._metadata;
  }

  // metadata_json - computed: true, optional: true, required: false
  private _metadataJson?: string; 
  public get metadataJson() {
    return this.getStringAttribute('metadata_json');
  }
  public set metadataJson(value: string) {
    this._metadataJson = value;
  }
  public resetMetadataJson() {
    this._metadataJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get metadataJsonInput() {
    return this._metadataJson;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // policy - computed: true, optional: true, required: false
  private _policy?: { [key: string]: any }; 
  public get policy() {
    return this.getAnyMapAttribute('policy');
  }
  public set policy(value: { [key: string]: any }) {
    this._policy = value;
  }
  public resetPolicy() {
    this._policy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get policyInput() {
    return this._policy;
  }

  // policy_id - computed: true, optional: true, required: false
  private _policyId?: string; 
  public get policyId() {
    return this.getStringAttribute('policy_id');
  }
  public set policyId(value: string) {
    this._policyId = value;
  }
  public resetPolicyId() {
    this._policyId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get policyIdInput() {
    return this._policyId;
  }

  // policy_json - computed: true, optional: true, required: false
  private _policyJson?: string; 
  public get policyJson() {
    return this.getStringAttribute('policy_json');
  }
  public set policyJson(value: string) {
    this._policyJson = value;
  }
  public resetPolicyJson() {
    this._policyJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get policyJsonInput() {
    return this._policyJson;
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

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // updated_by - computed: true, optional: true, required: false
  private _updatedBy?: string; 
  public get updatedBy() {
    return this.getStringAttribute('updated_by');
  }
  public set updatedBy(value: string) {
    this._updatedBy = value;
  }
  public resetUpdatedBy() {
    this._updatedBy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updatedByInput() {
    return this._updatedBy;
  }

  // version - computed: true, optional: true, required: false
  private _version?: number; 
  public get version() {
    return this.getNumberAttribute('version');
  }
  public set version(value: number) {
    this._version = value;
  }
  public resetVersion() {
    this._version = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get versionInput() {
    return this._version;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      active: cdktf.booleanToTerraform(this._active),
      created_by: cdktf.stringToTerraform(this._createdBy),
      enforcement_mode: cdktf.stringToTerraform(this._enforcementMode),
      metadata: cdktf.hashMapper(cdktf.anyToTerraform)(this._metadata),
      metadata_json: cdktf.stringToTerraform(this._metadataJson),
      name: cdktf.stringToTerraform(this._name),
      policy: cdktf.hashMapper(cdktf.anyToTerraform)(this._policy),
      policy_id: cdktf.stringToTerraform(this._policyId),
      policy_json: cdktf.stringToTerraform(this._policyJson),
      provider_name: cdktf.stringToTerraform(this._providerName),
      updated_by: cdktf.stringToTerraform(this._updatedBy),
      version: cdktf.numberToTerraform(this._version),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      active: {
        value: cdktf.booleanToHclTerraform(this._active),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      created_by: {
        value: cdktf.stringToHclTerraform(this._createdBy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      enforcement_mode: {
        value: cdktf.stringToHclTerraform(this._enforcementMode),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      metadata: {
        value: cdktf.hashMapperHcl(cdktf.anyToHclTerraform)(this._metadata),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      metadata_json: {
        value: cdktf.stringToHclTerraform(this._metadataJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      policy: {
        value: cdktf.hashMapperHcl(cdktf.anyToHclTerraform)(this._policy),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      policy_id: {
        value: cdktf.stringToHclTerraform(this._policyId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      policy_json: {
        value: cdktf.stringToHclTerraform(this._policyJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      provider_name: {
        value: cdktf.stringToHclTerraform(this._providerName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      updated_by: {
        value: cdktf.stringToHclTerraform(this._updatedBy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      version: {
        value: cdktf.numberToHclTerraform(this._version),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
