// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface BrowserEnrollmentConfig extends cdktf.TerraformMetaArguments {
  /**
  * Profile inside the browser.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#browser_profile BrowserEnrollment#browser_profile}
  */
  readonly browserProfile?: string;
  /**
  * Device that the browser runs on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#device_id BrowserEnrollment#device_id}
  */
  readonly deviceId: string;
  /**
  * Identifier of the enrollment.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#enrollment_id BrowserEnrollment#enrollment_id}
  */
  readonly enrollmentId?: string;
  /**
  * Time at which the browser was last seen.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#last_seen_at BrowserEnrollment#last_seen_at}
  */
  readonly lastSeenAt?: string;
  /**
  * Free data kept with the enrollment. As an object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#metadata BrowserEnrollment#metadata}
  */
  readonly metadata?: { [key: string]: any };
  /**
  * Free data kept with the enrollment. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#metadata_json BrowserEnrollment#metadata_json}
  */
  readonly metadataJson?: string;
  /**
  * The browser.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#provider_name BrowserEnrollment#provider_name}
  */
  readonly providerName: string;
  /**
  * State of the enrollment.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#status BrowserEnrollment#status}
  */
  readonly status?: string;
  /**
  * User of the browser.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#user_id BrowserEnrollment#user_id}
  */
  readonly userId: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment thoth_browser_enrollment}
*/
export class BrowserEnrollment extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_browser_enrollment";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a BrowserEnrollment resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the BrowserEnrollment to import
  * @param importFromId The id of the existing BrowserEnrollment that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the BrowserEnrollment to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "thoth_browser_enrollment", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/browser_enrollment thoth_browser_enrollment} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options BrowserEnrollmentConfig
  */
  public constructor(scope: Construct, id: string, config: BrowserEnrollmentConfig) {
    super(scope, id, {
      terraformResourceType: 'thoth_browser_enrollment',
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
    this._browserProfile = config.browserProfile;
    this._deviceId = config.deviceId;
    this._enrollmentId = config.enrollmentId;
    this._lastSeenAt = config.lastSeenAt;
    this._metadata = config.metadata;
    this._metadataJson = config.metadataJson;
    this._providerName = config.providerName;
    this._status = config.status;
    this._userId = config.userId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // browser_profile - computed: false, optional: true, required: false
  private _browserProfile?: string; 
  public get browserProfile() {
    return this.getStringAttribute('browser_profile');
  }
  public set browserProfile(value: string) {
    this._browserProfile = value;
  }
  public resetBrowserProfile() {
    this._browserProfile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get browserProfileInput() {
    return this._browserProfile;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // device_id - computed: false, optional: false, required: true
  private _deviceId?: string; 
  public get deviceId() {
    return this.getStringAttribute('device_id');
  }
  public set deviceId(value: string) {
    this._deviceId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get deviceIdInput() {
    return this._deviceId;
  }

  // enrollment_id - computed: true, optional: true, required: false
  private _enrollmentId?: string; 
  public get enrollmentId() {
    return this.getStringAttribute('enrollment_id');
  }
  public set enrollmentId(value: string) {
    this._enrollmentId = value;
  }
  public resetEnrollmentId() {
    this._enrollmentId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enrollmentIdInput() {
    return this._enrollmentId;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // last_seen_at - computed: false, optional: true, required: false
  private _lastSeenAt?: string; 
  public get lastSeenAt() {
    return this.getStringAttribute('last_seen_at');
  }
  public set lastSeenAt(value: string) {
    this._lastSeenAt = value;
  }
  public resetLastSeenAt() {
    this._lastSeenAt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lastSeenAtInput() {
    return this._lastSeenAt;
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

  // status - computed: false, optional: true, required: false
  private _status?: string; 
  public get status() {
    return this.getStringAttribute('status');
  }
  public set status(value: string) {
    this._status = value;
  }
  public resetStatus() {
    this._status = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get statusInput() {
    return this._status;
  }

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // user_id - computed: false, optional: false, required: true
  private _userId?: string; 
  public get userId() {
    return this.getStringAttribute('user_id');
  }
  public set userId(value: string) {
    this._userId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get userIdInput() {
    return this._userId;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      browser_profile: cdktf.stringToTerraform(this._browserProfile),
      device_id: cdktf.stringToTerraform(this._deviceId),
      enrollment_id: cdktf.stringToTerraform(this._enrollmentId),
      last_seen_at: cdktf.stringToTerraform(this._lastSeenAt),
      metadata: cdktf.hashMapper(cdktf.anyToTerraform)(this._metadata),
      metadata_json: cdktf.stringToTerraform(this._metadataJson),
      provider_name: cdktf.stringToTerraform(this._providerName),
      status: cdktf.stringToTerraform(this._status),
      user_id: cdktf.stringToTerraform(this._userId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      browser_profile: {
        value: cdktf.stringToHclTerraform(this._browserProfile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      device_id: {
        value: cdktf.stringToHclTerraform(this._deviceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      enrollment_id: {
        value: cdktf.stringToHclTerraform(this._enrollmentId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      last_seen_at: {
        value: cdktf.stringToHclTerraform(this._lastSeenAt),
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
      provider_name: {
        value: cdktf.stringToHclTerraform(this._providerName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      status: {
        value: cdktf.stringToHclTerraform(this._status),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      user_id: {
        value: cdktf.stringToHclTerraform(this._userId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
