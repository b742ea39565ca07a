{{/*
Who speaks to whom: the table of docs/kubernetes.md. A name is a pod of the chart, or one of jejak.peers. Whatever is not here is refused.
*/}}
{{- define "jejak.flows" -}}
{{- $v := .Values -}}
{{- $stores := include "jejak.stores" . | fromJsonArray -}}
{{- $services := keys $v.services | sortAlpha -}}
{{- $flows := list (dict "from" "ingressController" "to" "gateway" "port" 3000) (dict "from" "smoke" "to" "gateway" "port" 3000) -}}
{{- range $stores -}}
  {{- $flows = append $flows (dict "from" "gateway" "to" . "port" 3000) -}}
  {{- /* Its readiness, and its answer to "is it well?", are theirs. */ -}}
  {{- $flows = append $flows (dict "from" "gateway" "to" . "port" 9464) -}}
  {{- $reader := . -}}
  {{- range without $stores . -}}
    {{- $flows = append $flows (dict "from" $reader "to" . "port" 3001) -}}
  {{- end -}}
  {{- if ne $v.kafka.mode "none" -}}
    {{- $flows = append $flows (dict "from" . "to" "kafka" "port" $v.networkPolicy.kafkaPort) -}}
  {{- end -}}
{{- end -}}
{{- /* The log fetches what a topic lost from the feed, of its own events too. */ -}}
{{- $flows = append $flows (dict "from" "audit" "to" "audit" "port" 3001) -}}
{{- range $services -}}
  {{- if include "jejak.hasDatabase" (list $ .) -}}
    {{- $flows = append $flows (dict "from" . "to" (printf "database:%s" (include "jejak.clusterOf" (list $ .))) "port" 5432) -}}
  {{- end -}}
  {{- if $v.oidc.embedded -}}
    {{- $flows = append $flows (dict "from" . "to" "issuer" "port" 4000) -}}
  {{- else -}}
    {{- $flows = append $flows (dict "from" . "to" "issuerOutside" "port" $v.networkPolicy.issuerPort) -}}
  {{- end -}}
{{- end -}}
{{- range $cluster, $_ := $v.postgres.clusters -}}
  {{- $flows = append $flows (dict "from" "migrate" "to" (printf "database:%s" $cluster) "port" 5432) -}}
{{- end -}}
{{- $flows = append $flows (dict "from" "audit" "to" "witnesses" "port" 443) -}}
{{- $flows = append $flows (dict "from" "notification" "to" "smtp" "port" $v.networkPolicy.smtpPort) -}}
{{- $flows = append $flows (dict "from" "notification" "to" "webhooks" "port" 443) -}}
{{- if $v.oidc.embedded -}}
  {{- $flows = append $flows (dict "from" "smoke" "to" "issuer" "port" 4000) -}}
{{- end -}}
{{- range $services -}}
  {{- $flows = append $flows (dict "from" "prometheus" "to" . "port" 9464) -}}
  {{- if $v.otlpEndpoint -}}
    {{- $flows = append $flows (dict "from" . "to" "collector" "port" $v.networkPolicy.collectorPort) -}}
  {{- end -}}
{{- end -}}
{{- range concat $services (list "migrate" "smoke") -}}
  {{- $flows = append $flows (dict "from" . "to" "dns" "port" 53) -}}
{{- end -}}
{{ $flows | toJson }}
{{- end -}}

{{/* Pods of the chart that have a network policy. */}}
{{- define "jejak.pods" -}}
{{ concat (keys .Values.services | sortAlpha) (list "migrate" "smoke") (ternary (list "issuer") (list) .Values.oidc.embedded) | toJson }}
{{- end -}}

{{/* The peers behind a name, as JSON; none where the values name none. */}}
{{- define "jejak.peers" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $v := $root.Values -}}
{{- $policy := $v.networkPolicy -}}
{{- if has $name (include "jejak.pods" $root | fromJsonArray) -}}
{{ list (dict "podSelector" (dict "matchLabels" (include "jejak.selector" (list $root $name) | fromYaml))) | toJson }}
{{- else if hasPrefix "database:" $name -}}
{{- if eq $v.postgres.mode "cnpg" -}}
{{ list (dict "podSelector" (dict "matchLabels" (dict "cnpg.io/cluster" (include "jejak.database" (list $root (trimPrefix "database:" $name)))))) | toJson }}
{{- else -}}
{{ $policy.postgres | toJson }}
{{- end -}}
{{- else if and (eq $name "kafka") (eq $v.kafka.mode "strimzi") -}}
{{ list (dict "podSelector" (dict "matchLabels" (dict "strimzi.io/cluster" (include "jejak.kafka" $root) "strimzi.io/kind" "Kafka"))) | toJson }}
{{- else -}}
{{ get $policy (ternary "issuer" $name (eq $name "issuerOutside")) | default list | toJson }}
{{- end -}}
{{- end -}}
