// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface WebhookSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * Send a test event after each change; a failure is only a warning.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#test_webhook_on_apply WebhookSettings#test_webhook_on_apply}
  */
  readonly testWebhookOnApply?: boolean | cdktn.IResolvable;
  /**
  * Deliver events.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#webhook_enabled WebhookSettings#webhook_enabled}
  */
  readonly webhookEnabled?: boolean | cdktn.IResolvable;
  /**
  * Secret that signs events (Standard Webhooks).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#webhook_secret WebhookSettings#webhook_secret}
  */
  readonly webhookSecret?: string;
  /**
  * Secret that signs events (Standard Webhooks). Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#webhook_secret_wo WebhookSettings#webhook_secret_wo}
  */
  readonly webhookSecretWo?: string;
  /**
  * Change it to send `webhook_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#webhook_secret_wo_version WebhookSettings#webhook_secret_wo_version}
  */
  readonly webhookSecretWoVersion?: number;
  /**
  * Address that receives events.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#webhook_url WebhookSettings#webhook_url}
  */
  readonly webhookUrl?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings thoth_webhook_settings}
*/
export class WebhookSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_webhook_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a WebhookSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the WebhookSettings to import
  * @param importFromId The id of the existing WebhookSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the WebhookSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_webhook_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/webhook_settings thoth_webhook_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options WebhookSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: WebhookSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth_webhook_settings',
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
    this._testWebhookOnApply = config.testWebhookOnApply;
    this._webhookEnabled = config.webhookEnabled;
    this._webhookSecret = config.webhookSecret;
    this._webhookSecretWo = config.webhookSecretWo;
    this._webhookSecretWoVersion = config.webhookSecretWoVersion;
    this._webhookUrl = config.webhookUrl;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
  }

  // test_webhook_on_apply - computed: false, optional: true, required: false
  private _testWebhookOnApply?: boolean | cdktn.IResolvable; 
  public get testWebhookOnApply() {
    return this.getBooleanAttribute('test_webhook_on_apply');
  }
  public set testWebhookOnApply(value: boolean | cdktn.IResolvable) {
    this._testWebhookOnApply = value;
  }
  public resetTestWebhookOnApply() {
    this._testWebhookOnApply = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get testWebhookOnApplyInput() {
    return this._testWebhookOnApply;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // webhook_enabled - computed: false, optional: true, required: false
  private _webhookEnabled?: boolean | cdktn.IResolvable; 
  public get webhookEnabled() {
    return this.getBooleanAttribute('webhook_enabled');
  }
  public set webhookEnabled(value: boolean | cdktn.IResolvable) {
    this._webhookEnabled = value;
  }
  public resetWebhookEnabled() {
    this._webhookEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookEnabledInput() {
    return this._webhookEnabled;
  }

  // webhook_secret - computed: false, optional: true, required: false
  private _webhookSecret?: string; 
  public get webhookSecret() {
    return this.getStringAttribute('webhook_secret');
  }
  public set webhookSecret(value: string) {
    this._webhookSecret = value;
  }
  public resetWebhookSecret() {
    this._webhookSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookSecretInput() {
    return this._webhookSecret;
  }

  // webhook_secret_wo - computed: false, optional: true, required: false
  private _webhookSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get webhookSecretWo() {
    return this.getStringAttribute('webhook_secret_wo');
  }
  public set webhookSecretWo(value: string) {
    this._webhookSecretWo = value;
  }
  public resetWebhookSecretWo() {
    this._webhookSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookSecretWoInput() {
    return this._webhookSecretWo;
  }

  // webhook_secret_wo_version - computed: false, optional: true, required: false
  private _webhookSecretWoVersion?: number; 
  public get webhookSecretWoVersion() {
    return this.getNumberAttribute('webhook_secret_wo_version');
  }
  public set webhookSecretWoVersion(value: number) {
    this._webhookSecretWoVersion = value;
  }
  public resetWebhookSecretWoVersion() {
    this._webhookSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookSecretWoVersionInput() {
    return this._webhookSecretWoVersion;
  }

  // webhook_url - computed: false, optional: true, required: false
  private _webhookUrl?: string; 
  public get webhookUrl() {
    return this.getStringAttribute('webhook_url');
  }
  public set webhookUrl(value: string) {
    this._webhookUrl = value;
  }
  public resetWebhookUrl() {
    this._webhookUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookUrlInput() {
    return this._webhookUrl;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      test_webhook_on_apply: cdktn.booleanToTerraform(this._testWebhookOnApply),
      webhook_enabled: cdktn.booleanToTerraform(this._webhookEnabled),
      webhook_secret: cdktn.stringToTerraform(this._webhookSecret),
      webhook_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._webhookSecretWo)),
      webhook_secret_wo_version: cdktn.numberToTerraform(this._webhookSecretWoVersion),
      webhook_url: cdktn.stringToTerraform(this._webhookUrl),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      test_webhook_on_apply: {
        value: cdktn.booleanToHclTerraform(this._testWebhookOnApply),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      webhook_enabled: {
        value: cdktn.booleanToHclTerraform(this._webhookEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      webhook_secret: {
        value: cdktn.stringToHclTerraform(this._webhookSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      webhook_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._webhookSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      webhook_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._webhookSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      webhook_url: {
        value: cdktn.stringToHclTerraform(this._webhookUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
