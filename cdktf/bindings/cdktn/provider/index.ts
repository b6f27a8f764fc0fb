// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface ThothProviderConfig {
  /**
  * Admin bearer token (JWT). Excludes the organization API key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#admin_bearer_token ThothProvider#admin_bearer_token}
  */
  readonly adminBearerToken?: string;
  /**
  * File that holds the admin bearer token. Not read if `admin_bearer_token` is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#admin_bearer_token_file ThothProvider#admin_bearer_token_file}
  */
  readonly adminBearerTokenFile?: string;
  /**
  * Domain under which the tenant's host `grid.<tenant_id>.<apex_domain>` is found.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#apex_domain ThothProvider#apex_domain}
  */
  readonly apexDomain?: string;
  /**
  * Base URL of GovAPI. Same as `govapi_url`; if both are given they must agree.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#api_base_url ThothProvider#api_base_url}
  */
  readonly apiBaseUrl?: string;
  /**
  * Base URL of GovAPI, in place of `https://grid.<tenant_id>.<apex_domain>`. https, or http on loopback. Same as `api_base_url`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#govapi_url ThothProvider#govapi_url}
  */
  readonly govapiUrl?: string;
  /**
  * Accept any TLS certificate. For trying things out only: whoever is on the way can read the credential.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#insecure_skip_tls_verify ThothProvider#insecure_skip_tls_verify}
  */
  readonly insecureSkipTlsVerify?: boolean | cdktn.IResolvable;
  /**
  * Organization API key. Excludes the admin bearer token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#org_api_key ThothProvider#org_api_key}
  */
  readonly orgApiKey?: string;
  /**
  * File that holds the organization API key. Not read if `org_api_key` is given.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#org_api_key_file ThothProvider#org_api_key_file}
  */
  readonly orgApiKeyFile?: string;
  /**
  * Longest time that one attempt may take, the whole answer included.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#request_timeout_seconds ThothProvider#request_timeout_seconds}
  */
  readonly requestTimeoutSeconds?: number;
  /**
  * Longest wait before the second attempt, in milliseconds. It doubles with every attempt.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#retry_base_delay_ms ThothProvider#retry_base_delay_ms}
  */
  readonly retryBaseDelayMs?: number;
  /**
  * How often a call is tried in all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#retry_max_attempts ThothProvider#retry_max_attempts}
  */
  readonly retryMaxAttempts?: number;
  /**
  * Longest wait between two attempts, in milliseconds, unless GovAPI asks for more.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#retry_max_delay_ms ThothProvider#retry_max_delay_ms}
  */
  readonly retryMaxDelayMs?: number;
  /**
  * Tenant slug. It is part of every path, and of the host unless a base URL is given. Required in the end.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#tenant_id ThothProvider#tenant_id}
  */
  readonly tenantId?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#alias ThothProvider#alias}
  */
  readonly alias?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs thoth}
*/
export class ThothProvider extends cdktn.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a ThothProvider resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ThothProvider to import
  * @param importFromId The id of the existing ThothProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ThothProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs thoth} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ThothProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: ThothProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth',
      terraformGeneratorMetadata: {
        providerName: 'thoth',
        providerVersionConstraint: '~> 0.1.100'
      },
      terraformProviderSource: 'atensecurity/thoth'
    });
    this._adminBearerToken = config.adminBearerToken;
    this._adminBearerTokenFile = config.adminBearerTokenFile;
    this._apexDomain = config.apexDomain;
    this._apiBaseUrl = config.apiBaseUrl;
    this._govapiUrl = config.govapiUrl;
    this._insecureSkipTlsVerify = config.insecureSkipTlsVerify;
    this._orgApiKey = config.orgApiKey;
    this._orgApiKeyFile = config.orgApiKeyFile;
    this._requestTimeoutSeconds = config.requestTimeoutSeconds;
    this._retryBaseDelayMs = config.retryBaseDelayMs;
    this._retryMaxAttempts = config.retryMaxAttempts;
    this._retryMaxDelayMs = config.retryMaxDelayMs;
    this._tenantId = config.tenantId;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // admin_bearer_token - computed: false, optional: true, required: false
  private _adminBearerToken?: string; 
  public get adminBearerToken() {
    return this._adminBearerToken;
  }
  public set adminBearerToken(value: string | undefined) {
    this._adminBearerToken = value;
  }
  public resetAdminBearerToken() {
    this._adminBearerToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get adminBearerTokenInput() {
    return this._adminBearerToken;
  }

  // admin_bearer_token_file - computed: false, optional: true, required: false
  private _adminBearerTokenFile?: string; 
  public get adminBearerTokenFile() {
    return this._adminBearerTokenFile;
  }
  public set adminBearerTokenFile(value: string | undefined) {
    this._adminBearerTokenFile = value;
  }
  public resetAdminBearerTokenFile() {
    this._adminBearerTokenFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get adminBearerTokenFileInput() {
    return this._adminBearerTokenFile;
  }

  // apex_domain - computed: false, optional: true, required: false
  private _apexDomain?: string; 
  public get apexDomain() {
    return this._apexDomain;
  }
  public set apexDomain(value: string | undefined) {
    this._apexDomain = value;
  }
  public resetApexDomain() {
    this._apexDomain = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apexDomainInput() {
    return this._apexDomain;
  }

  // api_base_url - computed: false, optional: true, required: false
  private _apiBaseUrl?: string; 
  public get apiBaseUrl() {
    return this._apiBaseUrl;
  }
  public set apiBaseUrl(value: string | undefined) {
    this._apiBaseUrl = value;
  }
  public resetApiBaseUrl() {
    this._apiBaseUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiBaseUrlInput() {
    return this._apiBaseUrl;
  }

  // govapi_url - computed: false, optional: true, required: false
  private _govapiUrl?: string; 
  public get govapiUrl() {
    return this._govapiUrl;
  }
  public set govapiUrl(value: string | undefined) {
    this._govapiUrl = value;
  }
  public resetGovapiUrl() {
    this._govapiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get govapiUrlInput() {
    return this._govapiUrl;
  }

  // insecure_skip_tls_verify - computed: false, optional: true, required: false
  private _insecureSkipTlsVerify?: boolean | cdktn.IResolvable; 
  public get insecureSkipTlsVerify() {
    return this._insecureSkipTlsVerify;
  }
  public set insecureSkipTlsVerify(value: boolean | cdktn.IResolvable | undefined) {
    this._insecureSkipTlsVerify = value;
  }
  public resetInsecureSkipTlsVerify() {
    this._insecureSkipTlsVerify = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get insecureSkipTlsVerifyInput() {
    return this._insecureSkipTlsVerify;
  }

  // org_api_key - computed: false, optional: true, required: false
  private _orgApiKey?: string; 
  public get orgApiKey() {
    return this._orgApiKey;
  }
  public set orgApiKey(value: string | undefined) {
    this._orgApiKey = value;
  }
  public resetOrgApiKey() {
    this._orgApiKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get orgApiKeyInput() {
    return this._orgApiKey;
  }

  // org_api_key_file - computed: false, optional: true, required: false
  private _orgApiKeyFile?: string; 
  public get orgApiKeyFile() {
    return this._orgApiKeyFile;
  }
  public set orgApiKeyFile(value: string | undefined) {
    this._orgApiKeyFile = value;
  }
  public resetOrgApiKeyFile() {
    this._orgApiKeyFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get orgApiKeyFileInput() {
    return this._orgApiKeyFile;
  }

  // request_timeout_seconds - computed: false, optional: true, required: false
  private _requestTimeoutSeconds?: number; 
  public get requestTimeoutSeconds() {
    return this._requestTimeoutSeconds;
  }
  public set requestTimeoutSeconds(value: number | undefined) {
    this._requestTimeoutSeconds = value;
  }
  public resetRequestTimeoutSeconds() {
    this._requestTimeoutSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestTimeoutSecondsInput() {
    return this._requestTimeoutSeconds;
  }

  // retry_base_delay_ms - computed: false, optional: true, required: false
  private _retryBaseDelayMs?: number; 
  public get retryBaseDelayMs() {
    return this._retryBaseDelayMs;
  }
  public set retryBaseDelayMs(value: number | undefined) {
    this._retryBaseDelayMs = value;
  }
  public resetRetryBaseDelayMs() {
    this._retryBaseDelayMs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get retryBaseDelayMsInput() {
    return this._retryBaseDelayMs;
  }

  // retry_max_attempts - computed: false, optional: true, required: false
  private _retryMaxAttempts?: number; 
  public get retryMaxAttempts() {
    return this._retryMaxAttempts;
  }
  public set retryMaxAttempts(value: number | undefined) {
    this._retryMaxAttempts = value;
  }
  public resetRetryMaxAttempts() {
    this._retryMaxAttempts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get retryMaxAttemptsInput() {
    return this._retryMaxAttempts;
  }

  // retry_max_delay_ms - computed: false, optional: true, required: false
  private _retryMaxDelayMs?: number; 
  public get retryMaxDelayMs() {
    return this._retryMaxDelayMs;
  }
  public set retryMaxDelayMs(value: number | undefined) {
    this._retryMaxDelayMs = value;
  }
  public resetRetryMaxDelayMs() {
    this._retryMaxDelayMs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get retryMaxDelayMsInput() {
    return this._retryMaxDelayMs;
  }

  // tenant_id - computed: false, optional: true, required: false
  private _tenantId?: string; 
  public get tenantId() {
    return this._tenantId;
  }
  public set tenantId(value: string | undefined) {
    this._tenantId = value;
  }
  public resetTenantId() {
    this._tenantId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tenantIdInput() {
    return this._tenantId;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      admin_bearer_token: cdktn.stringToTerraform(this._adminBearerToken),
      admin_bearer_token_file: cdktn.stringToTerraform(this._adminBearerTokenFile),
      apex_domain: cdktn.stringToTerraform(this._apexDomain),
      api_base_url: cdktn.stringToTerraform(this._apiBaseUrl),
      govapi_url: cdktn.stringToTerraform(this._govapiUrl),
      insecure_skip_tls_verify: cdktn.booleanToTerraform(this._insecureSkipTlsVerify),
      org_api_key: cdktn.stringToTerraform(this._orgApiKey),
      org_api_key_file: cdktn.stringToTerraform(this._orgApiKeyFile),
      request_timeout_seconds: cdktn.numberToTerraform(this._requestTimeoutSeconds),
      retry_base_delay_ms: cdktn.numberToTerraform(this._retryBaseDelayMs),
      retry_max_attempts: cdktn.numberToTerraform(this._retryMaxAttempts),
      retry_max_delay_ms: cdktn.numberToTerraform(this._retryMaxDelayMs),
      tenant_id: cdktn.stringToTerraform(this._tenantId),
      alias: cdktn.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      admin_bearer_token: {
        value: cdktn.stringToHclTerraform(this._adminBearerToken),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      admin_bearer_token_file: {
        value: cdktn.stringToHclTerraform(this._adminBearerTokenFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      apex_domain: {
        value: cdktn.stringToHclTerraform(this._apexDomain),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      api_base_url: {
        value: cdktn.stringToHclTerraform(this._apiBaseUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      govapi_url: {
        value: cdktn.stringToHclTerraform(this._govapiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      insecure_skip_tls_verify: {
        value: cdktn.booleanToHclTerraform(this._insecureSkipTlsVerify),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      org_api_key: {
        value: cdktn.stringToHclTerraform(this._orgApiKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      org_api_key_file: {
        value: cdktn.stringToHclTerraform(this._orgApiKeyFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      request_timeout_seconds: {
        value: cdktn.numberToHclTerraform(this._requestTimeoutSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      retry_base_delay_ms: {
        value: cdktn.numberToHclTerraform(this._retryBaseDelayMs),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      retry_max_attempts: {
        value: cdktn.numberToHclTerraform(this._retryMaxAttempts),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      retry_max_delay_ms: {
        value: cdktn.numberToHclTerraform(this._retryMaxDelayMs),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      tenant_id: {
        value: cdktn.stringToHclTerraform(this._tenantId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktn.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
