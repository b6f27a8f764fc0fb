// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface MdmSyncConfig extends cdktn.TerraformMetaArguments {
  /**
  * Seconds between two looks at the job.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync#poll_interval_seconds MdmSync#poll_interval_seconds}
  */
  readonly pollIntervalSeconds?: number;
  /**
  * The MDM system to read.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync#provider_name MdmSync#provider_name}
  */
  readonly providerName: string;
  /**
  * Seconds after which waiting fails.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync#timeout_seconds MdmSync#timeout_seconds}
  */
  readonly timeoutSeconds?: number;
  /**
  * Any text; a change of it runs the sync again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync#trigger MdmSync#trigger}
  */
  readonly trigger?: string;
  /**
  * Wait until the sync has ended.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync#wait_for_completion MdmSync#wait_for_completion}
  */
  readonly waitForCompletion?: boolean | cdktn.IResolvable;
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync thoth_mdm_sync}
*/
export class MdmSync extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_mdm_sync";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a MdmSync resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the MdmSync to import
  * @param importFromId The id of the existing MdmSync that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the MdmSync to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_mdm_sync", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/mdm_sync thoth_mdm_sync} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options MdmSyncConfig
  */
  public constructor(scope: Construct, id: string, config: MdmSyncConfig) {
    super(scope, id, {
      terraformResourceType: 'thoth_mdm_sync',
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
    this._pollIntervalSeconds = config.pollIntervalSeconds;
    this._providerName = config.providerName;
    this._timeoutSeconds = config.timeoutSeconds;
    this._trigger = config.trigger;
    this._waitForCompletion = config.waitForCompletion;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // completed_at - computed: true, optional: false, required: false
  public get completedAt() {
    return this.getStringAttribute('completed_at');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // error - computed: true, optional: false, required: false
  public get error() {
    return this.getStringAttribute('error');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // poll_interval_seconds - computed: true, optional: true, required: false
  private _pollIntervalSeconds?: number; 
  public get pollIntervalSeconds() {
    return this.getNumberAttribute('poll_interval_seconds');
  }
  public set pollIntervalSeconds(value: number) {
    this._pollIntervalSeconds = value;
  }
  public resetPollIntervalSeconds() {
    this._pollIntervalSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pollIntervalSecondsInput() {
    return this._pollIntervalSeconds;
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

  // started_at - computed: true, optional: false, required: false
  public get startedAt() {
    return this.getStringAttribute('started_at');
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

  // timeout_seconds - computed: true, optional: true, required: false
  private _timeoutSeconds?: number; 
  public get timeoutSeconds() {
    return this.getNumberAttribute('timeout_seconds');
  }
  public set timeoutSeconds(value: number) {
    this._timeoutSeconds = value;
  }
  public resetTimeoutSeconds() {
    this._timeoutSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutSecondsInput() {
    return this._timeoutSeconds;
  }

  // trigger - computed: false, optional: true, required: false
  private _trigger?: string; 
  public get trigger() {
    return this.getStringAttribute('trigger');
  }
  public set trigger(value: string) {
    this._trigger = value;
  }
  public resetTrigger() {
    this._trigger = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get triggerInput() {
    return this._trigger;
  }

  // unassigned_count - computed: true, optional: false, required: false
  public get unassignedCount() {
    return this.getNumberAttribute('unassigned_count');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // wait_for_completion - computed: true, optional: true, required: false
  private _waitForCompletion?: boolean | cdktn.IResolvable; 
  public get waitForCompletion() {
    return this.getBooleanAttribute('wait_for_completion');
  }
  public set waitForCompletion(value: boolean | cdktn.IResolvable) {
    this._waitForCompletion = value;
  }
  public resetWaitForCompletion() {
    this._waitForCompletion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get waitForCompletionInput() {
    return this._waitForCompletion;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      poll_interval_seconds: cdktn.numberToTerraform(this._pollIntervalSeconds),
      provider_name: cdktn.stringToTerraform(this._providerName),
      timeout_seconds: cdktn.numberToTerraform(this._timeoutSeconds),
      trigger: cdktn.stringToTerraform(this._trigger),
      wait_for_completion: cdktn.booleanToTerraform(this._waitForCompletion),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      poll_interval_seconds: {
        value: cdktn.numberToHclTerraform(this._pollIntervalSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      provider_name: {
        value: cdktn.stringToHclTerraform(this._providerName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeout_seconds: {
        value: cdktn.numberToHclTerraform(this._timeoutSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      trigger: {
        value: cdktn.stringToHclTerraform(this._trigger),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      wait_for_completion: {
        value: cdktn.booleanToHclTerraform(this._waitForCompletion),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
