const names = (...lines: string[]): readonly string[] =>
  Object.freeze(lines.flatMap((line) => line.split(', ')));

/** Software that only runs unattended. Its name weighs more than any other word. */
export const UNATTENDED_SOFTWARE = names(
  // Continuous integration and code hosting
  'jenkins, circleci, circle ci, travis ci, buildkite, teamcity, codebuild, codepipeline, codefresh, appveyor, semaphore ci',
  'drone ci, woodpecker ci, concourse ci, gocd, buildbot, bitrise, tekton, spinnaker, azure pipelines, azure devops',
  'github actions, gha, gitlab runner, gitlab ci, bitbucket pipelines, cloud build, octopus deploy, dependabot, renovate, mergify',
  'snyk, sonarqube, sonarcloud, codecov, coveralls, semantic release, release please, changesets, lacework, trivy',
  // Schedulers, workflows, and automation platforms
  'airflow, dagster, argo, argocd, argo cd, argo workflows, fluxcd, cron, cronjob, crontab, sidekiq, resque, rundeck',
  'camunda, azkaban, oozie, nifi, kestra, n8n, zapier, make.com, integromat, ifttt, node red, pipedream, workato, tray.io',
  'huginn, activepieces, power automate, home assistant, homeassistant, openhab, iobroker, homebridge',
  // Monitoring, logs, and traces
  'grafana, prometheus, alertmanager, datadog, new relic, newrelic, splunk, sumologic, logstash, filebeat, fluentd, fluent bit',
  'fluentbit, telegraf, collectd, nagios, zabbix, icinga, checkmk, netdata, uptime kuma, uptimerobot, pingdom, statuspage',
  'pagerduty, opsgenie, opentelemetry, otel, jaeger, zipkin, statsd, dynatrace, appdynamics, instana, cloudwatch, logpush',
  // Kubernetes, GitOps, and gateways
  'kubernetes, k8s, k3s, rke, rancher, openshift, kubesphere, helmfile, kustomize, crossplane, cert manager, external dns',
  'external secrets, sealed secrets, traefik, istio, linkerd, haproxy, apisix, keda, karpenter, velero, eks, aks, gke, ecs',
  'fargate, litellm, portainer, watchtower, dokku, coolify, gitops, chatops, netops',
  // Infrastructure and secrets as code
  'terraform, opentofu, pulumi, ansible, awx, saltstack, cloudformation, spacelift, env0, infracost, infisical, sops',
  // Data and messages
  'fivetran, airbyte, dbt, meltano, matillion, talend, informatica, rudderstack, debezium, kafka, confluent, ksqldb, ksql',
  'redpanda, rabbitmq, activemq, sqs, kinesis, eventbridge, flink, databricks, snowflake, dataflow',
  // Hosts of deployed programs, bots, and backups
  'vercel, netlify, heroku, fly.io, aws lambda, cloud run, cloudflare worker, cloudflare workers, deno deploy, app engine',
  'elastic beanstalk, ec2, probot, hubot, botpress, gitea, forgejo, artifactory, nextcloud, keycloak, letsencrypt',
  'certbot, restic, borgbackup, duplicati, rclone, kopia, veeam, whmcs, octoprint, sonarr, radarr, prowlarr',
  'jellyfin, immich, pihole, pi hole, unraid, truenas, proxmox, dokploy, caprover, easypanel, pabbly, albato, apps script',
);

/**
 * Such software with a name that is also an ordinary word or a person's name, and systems that keys are given to
 * as well as tried out with. They count fully only if nothing else in the name has a meaning of its own:
 * "flux-token" and "okta prod", not "flux capacitor" and "okta research".
 */
export const ORDINARY_SOFTWARE = names(
  'drone, flux, temporal, prefect, travis, harness, concourse, celery, chef, puppet, nomad, envoy, helm, loki, tempo',
  'thanos, vector, railway, render, stitch, segment, pulsar, spark, beam, honeycomb, conductor, windmill, packer',
  'atlantis, consul, kong, nats, doppler, tofu, caddy, okta, auth0, salesforce, hubspot, shopify, woocommerce, wordpress',
  'magento, prestashop, vtex, odoo, netsuite, quickbooks, stripe, twilio, whatsapp, mailchimp, sendgrid, mailgun',
  'zendesk, intercom, freshdesk, servicenow, jira, sap, zoho, pipedrive, protheus, cloudflare, supabase, metabase, superset, power bi',
);

/** Platforms that programs and people use. Their names count as any workload keyword. */
export const PLATFORMS = names(
  'github, gitlab, bitbucket, actions, docker, sentry, vault, elastic, nginx, playwright, cypress, selenium',
);
