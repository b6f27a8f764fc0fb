-- Health of an Application, so that waves of Applications wait for one another.
-- Of the Applications of this rollout, a sync that failed is told too: the resources alone stay healthy when a Job fails.
-- Others are left as they are.
local health = { status = "Progressing", message = "Waiting for Argo CD" }
local status = obj.status
if status == nil or status.health == nil or status.health.status == nil then
  return health
end

local labels = obj.metadata.labels
if labels == nil or labels["app.kubernetes.io/part-of"] ~= "thoth" then
  return { status = status.health.status, message = status.health.message or "" }
end

local sync = status.sync or {}
local compared = sync.comparedTo and sync.comparedTo.source and sync.comparedTo.source.targetRevision
local wanted = obj.spec.source and obj.spec.source.targetRevision
if compared ~= wanted then
  health.message = "Waiting to be compared with " .. (wanted or "HEAD")
  return health
end

local operation = status.operationState
if obj.operation ~= nil or (operation ~= nil and operation.phase == "Running") then
  health.message = "The tenant is being reconciled"
  return health
end
if operation ~= nil and (operation.phase == "Failed" or operation.phase == "Error") then
  return { status = "Degraded", message = operation.message or "The sync failed" }
end
if operation == nil or sync.status ~= "Synced" then
  health.message = "Waiting to be synced"
  return health
end
return { status = status.health.status, message = status.health.message or "" }
