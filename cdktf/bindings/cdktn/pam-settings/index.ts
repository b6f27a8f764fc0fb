// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface PamSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * Secret that signs the PAM system's callbacks.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_callback_secret PamSettings#pam_callback_secret}
  */
  readonly pamCallbackSecret?: string;
  /**
  * Secret that signs the PAM system's callbacks. Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_callback_secret_wo PamSettings#pam_callback_secret_wo}
  */
  readonly pamCallbackSecretWo?: string;
  /**
  * Change it to send `pam_callback_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_callback_secret_wo_version PamSettings#pam_callback_secret_wo_version}
  */
  readonly pamCallbackSecretWoVersion?: number;
  /**
  * Ask the PAM system for step-up decisions.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_enabled PamSettings#pam_enabled}
  */
  readonly pamEnabled?: boolean | cdktn.IResolvable;
  /**
  * PAM system, such as `okta`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_provider PamSettings#pam_provider}
  */
  readonly pamProvider?: string;
  /**
  * Bearer token sent with challenges.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_auth_token PamSettings#pam_request_auth_token}
  */
  readonly pamRequestAuthToken?: string;
  /**
  * Bearer token sent with challenges. Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_auth_token_wo PamSettings#pam_request_auth_token_wo}
  */
  readonly pamRequestAuthTokenWo?: string;
  /**
  * Change it to send `pam_request_auth_token_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_auth_token_wo_version PamSettings#pam_request_auth_token_wo_version}
  */
  readonly pamRequestAuthTokenWoVersion?: number;
  /**
  * Secret that signs challenges.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_secret PamSettings#pam_request_secret}
  */
  readonly pamRequestSecret?: string;
  /**
  * Secret that signs challenges. Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_secret_wo PamSettings#pam_request_secret_wo}
  */
  readonly pamRequestSecretWo?: string;
  /**
  * Change it to send `pam_request_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_secret_wo_version PamSettings#pam_request_secret_wo_version}
  */
  readonly pamRequestSecretWoVersion?: number;
  /**
  * Seconds to wait for the PAM system.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_timeout_seconds PamSettings#pam_request_timeout_seconds}
  */
  readonly pamRequestTimeoutSeconds?: number;
  /**
  * Address that challenges are sent to.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#pam_request_url PamSettings#pam_request_url}
  */
  readonly pamRequestUrl?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings thoth_pam_settings}
*/
export class PamSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_pam_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a PamSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the PamSettings to import
  * @param importFromId The id of the existing PamSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the PamSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_pam_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/pam_settings thoth_pam_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options PamSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: PamSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth_pam_settings',
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
    this._pamCallbackSecret = config.pamCallbackSecret;
    this._pamCallbackSecretWo = config.pamCallbackSecretWo;
    this._pamCallbackSecretWoVersion = config.pamCallbackSecretWoVersion;
    this._pamEnabled = config.pamEnabled;
    this._pamProvider = config.pamProvider;
    this._pamRequestAuthToken = config.pamRequestAuthToken;
    this._pamRequestAuthTokenWo = config.pamRequestAuthTokenWo;
    this._pamRequestAuthTokenWoVersion = config.pamRequestAuthTokenWoVersion;
    this._pamRequestSecret = config.pamRequestSecret;
    this._pamRequestSecretWo = config.pamRequestSecretWo;
    this._pamRequestSecretWoVersion = config.pamRequestSecretWoVersion;
    this._pamRequestTimeoutSeconds = config.pamRequestTimeoutSeconds;
    this._pamRequestUrl = config.pamRequestUrl;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // pam_callback_secret - computed: false, optional: true, required: false
  private _pamCallbackSecret?: string; 
  public get pamCallbackSecret() {
    return this.getStringAttribute('pam_callback_secret');
  }
  public set pamCallbackSecret(value: string) {
    this._pamCallbackSecret = value;
  }
  public resetPamCallbackSecret() {
    this._pamCallbackSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamCallbackSecretInput() {
    return this._pamCallbackSecret;
  }

  // pam_callback_secret_wo - computed: false, optional: true, required: false
  private _pamCallbackSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get pamCallbackSecretWo() {
    return this.getStringAttribute('pam_callback_secret_wo');
  }
  public set pamCallbackSecretWo(value: string) {
    this._pamCallbackSecretWo = value;
  }
  public resetPamCallbackSecretWo() {
    this._pamCallbackSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamCallbackSecretWoInput() {
    return this._pamCallbackSecretWo;
  }

  // pam_callback_secret_wo_version - computed: false, optional: true, required: false
  private _pamCallbackSecretWoVersion?: number; 
  public get pamCallbackSecretWoVersion() {
    return this.getNumberAttribute('pam_callback_secret_wo_version');
  }
  public set pamCallbackSecretWoVersion(value: number) {
    this._pamCallbackSecretWoVersion = value;
  }
  public resetPamCallbackSecretWoVersion() {
    this._pamCallbackSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamCallbackSecretWoVersionInput() {
    return this._pamCallbackSecretWoVersion;
  }

  // pam_enabled - computed: true, optional: true, required: false
  private _pamEnabled?: boolean | cdktn.IResolvable; 
  public get pamEnabled() {
    return this.getBooleanAttribute('pam_enabled');
  }
  public set pamEnabled(value: boolean | cdktn.IResolvable) {
    this._pamEnabled = value;
  }
  public resetPamEnabled() {
    this._pamEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamEnabledInput() {
    return this._pamEnabled;
  }

  // pam_provider - computed: true, optional: true, required: false
  private _pamProvider?: string; 
  public get pamProvider() {
    return this.getStringAttribute('pam_provider');
  }
  public set pamProvider(value: string) {
    this._pamProvider = value;
  }
  public resetPamProvider() {
    this._pamProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamProviderInput() {
    return this._pamProvider;
  }

  // pam_request_auth_token - computed: false, optional: true, required: false
  private _pamRequestAuthToken?: string; 
  public get pamRequestAuthToken() {
    return this.getStringAttribute('pam_request_auth_token');
  }
  public set pamRequestAuthToken(value: string) {
    this._pamRequestAuthToken = value;
  }
  public resetPamRequestAuthToken() {
    this._pamRequestAuthToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestAuthTokenInput() {
    return this._pamRequestAuthToken;
  }

  // pam_request_auth_token_wo - computed: false, optional: true, required: false
  private _pamRequestAuthTokenWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get pamRequestAuthTokenWo() {
    return this.getStringAttribute('pam_request_auth_token_wo');
  }
  public set pamRequestAuthTokenWo(value: string) {
    this._pamRequestAuthTokenWo = value;
  }
  public resetPamRequestAuthTokenWo() {
    this._pamRequestAuthTokenWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestAuthTokenWoInput() {
    return this._pamRequestAuthTokenWo;
  }

  // pam_request_auth_token_wo_version - computed: false, optional: true, required: false
  private _pamRequestAuthTokenWoVersion?: number; 
  public get pamRequestAuthTokenWoVersion() {
    return this.getNumberAttribute('pam_request_auth_token_wo_version');
  }
  public set pamRequestAuthTokenWoVersion(value: number) {
    this._pamRequestAuthTokenWoVersion = value;
  }
  public resetPamRequestAuthTokenWoVersion() {
    this._pamRequestAuthTokenWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestAuthTokenWoVersionInput() {
    return this._pamRequestAuthTokenWoVersion;
  }

  // pam_request_secret - computed: false, optional: true, required: false
  private _pamRequestSecret?: string; 
  public get pamRequestSecret() {
    return this.getStringAttribute('pam_request_secret');
  }
  public set pamRequestSecret(value: string) {
    this._pamRequestSecret = value;
  }
  public resetPamRequestSecret() {
    this._pamRequestSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestSecretInput() {
    return this._pamRequestSecret;
  }

  // pam_request_secret_wo - computed: false, optional: true, required: false
  private _pamRequestSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get pamRequestSecretWo() {
    return this.getStringAttribute('pam_request_secret_wo');
  }
  public set pamRequestSecretWo(value: string) {
    this._pamRequestSecretWo = value;
  }
  public resetPamRequestSecretWo() {
    this._pamRequestSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestSecretWoInput() {
    return this._pamRequestSecretWo;
  }

  // pam_request_secret_wo_version - computed: false, optional: true, required: false
  private _pamRequestSecretWoVersion?: number; 
  public get pamRequestSecretWoVersion() {
    return this.getNumberAttribute('pam_request_secret_wo_version');
  }
  public set pamRequestSecretWoVersion(value: number) {
    this._pamRequestSecretWoVersion = value;
  }
  public resetPamRequestSecretWoVersion() {
    this._pamRequestSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestSecretWoVersionInput() {
    return this._pamRequestSecretWoVersion;
  }

  // pam_request_timeout_seconds - computed: true, optional: true, required: false
  private _pamRequestTimeoutSeconds?: number; 
  public get pamRequestTimeoutSeconds() {
    return this.getNumberAttribute('pam_request_timeout_seconds');
  }
  public set pamRequestTimeoutSeconds(value: number) {
    this._pamRequestTimeoutSeconds = value;
  }
  public resetPamRequestTimeoutSeconds() {
    this._pamRequestTimeoutSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestTimeoutSecondsInput() {
    return this._pamRequestTimeoutSeconds;
  }

  // pam_request_url - computed: true, optional: true, required: false
  private _pamRequestUrl?: string; 
  public get pamRequestUrl() {
    return this.getStringAttribute('pam_request_url');
  }
  public set pamRequestUrl(value: string) {
    this._pamRequestUrl = value;
  }
  public resetPamRequestUrl() {
    this._pamRequestUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestUrlInput() {
    return this._pamRequestUrl;
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
      pam_callback_secret: cdktn.stringToTerraform(this._pamCallbackSecret),
      pam_callback_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._pamCallbackSecretWo)),
      pam_callback_secret_wo_version: cdktn.numberToTerraform(this._pamCallbackSecretWoVersion),
      pam_enabled: cdktn.booleanToTerraform(this._pamEnabled),
      pam_provider: cdktn.stringToTerraform(this._pamProvider),
      pam_request_auth_token: cdktn.stringToTerraform(this._pamRequestAuthToken),
      pam_request_auth_token_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._pamRequestAuthTokenWo)),
      pam_request_auth_token_wo_version: cdktn.numberToTerraform(this._pamRequestAuthTokenWoVersion),
      pam_request_secret: cdktn.stringToTerraform(this._pamRequestSecret),
      pam_request_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._pamRequestSecretWo)),
      pam_request_secret_wo_version: cdktn.numberToTerraform(this._pamRequestSecretWoVersion),
      pam_request_timeout_seconds: cdktn.numberToTerraform(this._pamRequestTimeoutSeconds),
      pam_request_url: cdktn.stringToTerraform(this._pamRequestUrl),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      pam_callback_secret: {
        value: cdktn.stringToHclTerraform(this._pamCallbackSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_callback_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._pamCallbackSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_callback_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._pamCallbackSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_enabled: {
        value: cdktn.booleanToHclTerraform(this._pamEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      pam_provider: {
        value: cdktn.stringToHclTerraform(this._pamProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_auth_token: {
        value: cdktn.stringToHclTerraform(this._pamRequestAuthToken),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_auth_token_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._pamRequestAuthTokenWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_auth_token_wo_version: {
        value: cdktn.numberToHclTerraform(this._pamRequestAuthTokenWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_request_secret: {
        value: cdktn.stringToHclTerraform(this._pamRequestSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._pamRequestSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._pamRequestSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_request_timeout_seconds: {
        value: cdktn.numberToHclTerraform(this._pamRequestTimeoutSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_request_url: {
        value: cdktn.stringToHclTerraform(this._pamRequestUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
