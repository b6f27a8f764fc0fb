-- Health of a ThothTenant, as its operator tells it.
-- When reconciling fails, the operator writes the condition and leaves status.observedGeneration as it was: whoever asks
-- for that first sees "Progressing" for ever. So what counts is the generation that the condition speaks of.
local health = { status = "Progressing", message = "Waiting for the operator" }

if obj.metadata.deletionTimestamp ~= nil then
  health.message = "Being removed"
  return health
end
if obj.status == nil or obj.status.conditions == nil then
  return health
end

for _, condition in ipairs(obj.status.conditions) do
  if condition.type == "Ready" then
    if condition.observedGeneration ~= nil and condition.observedGeneration ~= obj.metadata.generation then
      health.message = "Waiting for the operator to see the last change"
    elseif condition.status == "False" then
      health.status = "Degraded"
      health.message = (condition.reason or "Error") .. ": " .. (condition.message or "no message")
    elseif condition.status == "True" and obj.status.phase == "Ready" and obj.status.observedGeneration == obj.metadata.generation then
      health.status = "Healthy"
      health.message = condition.message or "Ready"
    end
    return health
  end
end
return health
