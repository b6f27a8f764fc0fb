// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface SiemSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * SIEM that receives events, such as `splunk`, `sentinel` or `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_provider SiemSettings#siem_provider}
  */
  readonly siemProvider?: string;
  /**
  * Deliver events to the SIEM.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_webhook_enabled SiemSettings#siem_webhook_enabled}
  */
  readonly siemWebhookEnabled?: boolean | cdktn.IResolvable;
  /**
  * Format that the collector expects.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_webhook_provider SiemSettings#siem_webhook_provider}
  */
  readonly siemWebhookProvider?: string;
  /**
  * Secret that signs events for the SIEM (Standard Webhooks).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_webhook_secret SiemSettings#siem_webhook_secret}
  */
  readonly siemWebhookSecret?: string;
  /**
  * Secret that signs events for the SIEM (Standard Webhooks). Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_webhook_secret_wo SiemSettings#siem_webhook_secret_wo}
  */
  readonly siemWebhookSecretWo?: string;
  /**
  * Change it to send `siem_webhook_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_webhook_secret_wo_version SiemSettings#siem_webhook_secret_wo_version}
  */
  readonly siemWebhookSecretWoVersion?: number;
  /**
  * Address of the SIEM's collector.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#siem_webhook_url SiemSettings#siem_webhook_url}
  */
  readonly siemWebhookUrl?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings thoth_siem_settings}
*/
export class SiemSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_siem_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a SiemSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the SiemSettings to import
  * @param importFromId The id of the existing SiemSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the SiemSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_siem_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/siem_settings thoth_siem_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options SiemSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: SiemSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth_siem_settings',
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
    this._siemProvider = config.siemProvider;
    this._siemWebhookEnabled = config.siemWebhookEnabled;
    this._siemWebhookProvider = config.siemWebhookProvider;
    this._siemWebhookSecret = config.siemWebhookSecret;
    this._siemWebhookSecretWo = config.siemWebhookSecretWo;
    this._siemWebhookSecretWoVersion = config.siemWebhookSecretWoVersion;
    this._siemWebhookUrl = config.siemWebhookUrl;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // siem_provider - computed: false, optional: true, required: false
  private _siemProvider?: string; 
  public get siemProvider() {
    return this.getStringAttribute('siem_provider');
  }
  public set siemProvider(value: string) {
    this._siemProvider = value;
  }
  public resetSiemProvider() {
    this._siemProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemProviderInput() {
    return this._siemProvider;
  }

  // siem_webhook_enabled - computed: false, optional: true, required: false
  private _siemWebhookEnabled?: boolean | cdktn.IResolvable; 
  public get siemWebhookEnabled() {
    return this.getBooleanAttribute('siem_webhook_enabled');
  }
  public set siemWebhookEnabled(value: boolean | cdktn.IResolvable) {
    this._siemWebhookEnabled = value;
  }
  public resetSiemWebhookEnabled() {
    this._siemWebhookEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookEnabledInput() {
    return this._siemWebhookEnabled;
  }

  // siem_webhook_provider - computed: false, optional: true, required: false
  private _siemWebhookProvider?: string; 
  public get siemWebhookProvider() {
    return this.getStringAttribute('siem_webhook_provider');
  }
  public set siemWebhookProvider(value: string) {
    this._siemWebhookProvider = value;
  }
  public resetSiemWebhookProvider() {
    this._siemWebhookProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookProviderInput() {
    return this._siemWebhookProvider;
  }

  // siem_webhook_secret - computed: false, optional: true, required: false
  private _siemWebhookSecret?: string; 
  public get siemWebhookSecret() {
    return this.getStringAttribute('siem_webhook_secret');
  }
  public set siemWebhookSecret(value: string) {
    this._siemWebhookSecret = value;
  }
  public resetSiemWebhookSecret() {
    this._siemWebhookSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookSecretInput() {
    return this._siemWebhookSecret;
  }

  // siem_webhook_secret_wo - computed: false, optional: true, required: false
  private _siemWebhookSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get siemWebhookSecretWo() {
    return this.getStringAttribute('siem_webhook_secret_wo');
  }
  public set siemWebhookSecretWo(value: string) {
    this._siemWebhookSecretWo = value;
  }
  public resetSiemWebhookSecretWo() {
    this._siemWebhookSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookSecretWoInput() {
    return this._siemWebhookSecretWo;
  }

  // siem_webhook_secret_wo_version - computed: false, optional: true, required: false
  private _siemWebhookSecretWoVersion?: number; 
  public get siemWebhookSecretWoVersion() {
    return this.getNumberAttribute('siem_webhook_secret_wo_version');
  }
  public set siemWebhookSecretWoVersion(value: number) {
    this._siemWebhookSecretWoVersion = value;
  }
  public resetSiemWebhookSecretWoVersion() {
    this._siemWebhookSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookSecretWoVersionInput() {
    return this._siemWebhookSecretWoVersion;
  }

  // siem_webhook_url - computed: false, optional: true, required: false
  private _siemWebhookUrl?: string; 
  public get siemWebhookUrl() {
    return this.getStringAttribute('siem_webhook_url');
  }
  public set siemWebhookUrl(value: string) {
    this._siemWebhookUrl = value;
  }
  public resetSiemWebhookUrl() {
    this._siemWebhookUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookUrlInput() {
    return this._siemWebhookUrl;
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
      siem_provider: cdktn.stringToTerraform(this._siemProvider),
      siem_webhook_enabled: cdktn.booleanToTerraform(this._siemWebhookEnabled),
      siem_webhook_provider: cdktn.stringToTerraform(this._siemWebhookProvider),
      siem_webhook_secret: cdktn.stringToTerraform(this._siemWebhookSecret),
      siem_webhook_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._siemWebhookSecretWo)),
      siem_webhook_secret_wo_version: cdktn.numberToTerraform(this._siemWebhookSecretWoVersion),
      siem_webhook_url: cdktn.stringToTerraform(this._siemWebhookUrl),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      siem_provider: {
        value: cdktn.stringToHclTerraform(this._siemProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_enabled: {
        value: cdktn.booleanToHclTerraform(this._siemWebhookEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      siem_webhook_provider: {
        value: cdktn.stringToHclTerraform(this._siemWebhookProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_secret: {
        value: cdktn.stringToHclTerraform(this._siemWebhookSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._siemWebhookSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._siemWebhookSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      siem_webhook_url: {
        value: cdktn.stringToHclTerraform(this._siemWebhookUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
