import type { UsedBy } from '@/lib/domain/core';

/**
 * Names of keys and tokens in public documentation, code, and forms, with who would use such a key. `unclear`:
 * the name alone doesn't say.
 */
export const COLLECTED_NAMES: Readonly<Record<UsedBy, readonly string[]>> = {
  workload:
    names(`CI/CD | production | buddy360-deploy | Deploy Bot | Azure Deploy | BabyBloom Bot | SubSentry Production
grafana_mcp | flux-deploy-key | buildkite-checkout | ArgoCD read-only | Deployment Key for Flux
gitlab.com runner | log-ingestion | traefik-dns | github-actions-production | Terraform - Environment
env-manager-schema-registry-api-key | backup_token | bc-wallet-tron-hdwallet-updater | Lambda management
github-actions-push | Homelab CI docker generation 3 | K3s Traefik | traccar_server_key | aws_relay | rke
ctfd_externalDNS_token | srv-test-1 acme token | logpush_r2_token | ERP-Integration
Script de reporting nocturne | Intégration Salesforce | Chave de Integração de Produção
Servidor Produção | Integração n8n | Integração Site Principal | Servidor Principal | Servidor VPS
Copia de seguridad diaria | Integración CRM | Integrazione ERP sola lettura | Server di produzione
ERP Entegrasyonu | Üretim sunucusu | Yedekleme | Kopia zapasowa | Production Server | Бот поддержки
Интеграция 1С | 生产服务器 | 数据同步 | 生产环境K8S | n8n連携用 | 本番環境用 | 夜間バッチ処理 | 모니터링 봇 | publish-token | npm-publish
Renovate | dependabot | Jenkins | jenkins-prod-01 | gitlab-ci-token | sonarcloud-scan | dagster-prod
Fivetran | Segment export | Make.com | IFTTT | Node-RED | Prometheus | prometheus-exporter
datadog-agent | New Relic | uptime-kuma | regression evals cron | slack-notifier | pdf-renderer
email-sender | log-shipper | webhook receiver | litellm-proxy | staging | vault-operator | crossplane
Render deploy hook | cloudflare worker | fly.io app | sidekiq | celery-worker | release-please | codecov
Statuspage | restic-backup | velero | atlantis | Drone CI | discord-bot | telegram bot | twitter-bot
trading_bot | customer-support-agent-prod | search-indexer | feed importer | price-scraper | web crawler
homelab-scripts | Production App | WHMCS, Updater | my-bot | deployment-key | College ERP
n8n-automation | production-vpc | GitHub Actions | Jo Vibes Deployment | KOrganizer reminder daemon
DailyLambdaTrigger | GitHub Workflow Gist | SNAD Production | Backend API | flux-notifications
terraform | terraform-automation | terraform_admin_sa | Netlify example.com | ec2-deploy-key
tofu-iac-agentless-scanner | Datadog Agent | cert-manager-dns | external-dns | certificate-issuance
linode_volume_csi_access_token | app-manager-kafka-api-key | github-schema-registry-key
admin-kafka-east-cluster-api-key | bc-wallet-tron-hdwallet-migrator | netdata | Lacework | infracost
containers-kubernetes-key | Noosphere CI/CD | ci-pipeline | raspberry_pi_authkey
flux-system token reader | backup-r2-web01 | TF state (R2 write) | annotations sa | Job Monitor
Google-Key-Rotator | AD-Server-Sweep | Home Assistant | Home Assistant Watch-Folder
Home Assistant Schlaf-Sensor | SAP-Schnittstelle | Datensicherung Nachts | Zapier prod | webhook-prod
n8n débriefs | Intégration Shopify | Serveur de production | Integracao CRM | Integração ERP
Webhook Produção | chatbot-soporte-v1 | integrazione-newsletter | SAP entegrasyonu | Serwer-Produkcja
serwer_prod | Sklep Shopify integracja | Резервное копирование | Продакшн сервер | Мониторинг | 生产环境 API
QQ 机器人 | 定时任务 | 备份脚本 | Slack連携用 | 本番用 | バックアップ用 | 監視サーバー | 운영 서버 연동 | 운영 서버 | 홍보자동화 | 백업
token for jenkins | semantic-release | SonarQube | airflow | dbt cloud | Airbyte sync | Zapier
Pipedream workflow | Power Automate | alertmanager | nightly-evals | eval-runner | daily report job
ticket-classifier-svc | image-resizer | metrics-pusher | order-processor | data-loader | queue-consumer
ChatOps | llm-gateway | rag-backend | kustomize-controller | karpenter | Vercel | Railway deployment
Kafka Connect | rabbitmq | spark-streaming | temporal-worker | snyk | PagerDuty | Opsgenie integration
rclone-sync | Nagios | Zabbix | ansible-awx | pulumi-ci | Spacelift | octopus deploy | teamcity
circle ci | Bitrise | webhook listener | external-secrets | hub-runtime
Trivy operator (BigQuery export) | gitea | Burrito datastore | Ephemeral API key to push to registry
APM Ingest License Key | staging metric stream | azuredevops-consolereglementaire | ArgoCD deploy token
IAC Access Token | ArgoCD's access token | Dev Terraform Key | Prometheus Alertmanager
prospechercheur-ft worker | Produktions-API oder Homelab-DNS | Produktion Resend | 生产环境日志 | 生产环境主集群
生产环境 Nginx 日志 | kubeSphere | portfolio-codepipeline | My script, CI pipeline | Zapier integration
Staging API | staging-v2 | Integracja z aplikacją mobilną | S3 log archiver | Sync Kalender
Rechnungsversand | Relances automatiques | facturation-auto | Envio de e-mails | Отправка отчётов
Телеграм-бот | 請求書自動発行 | 주문 수집기 | 재고 동기화 | smoke-tests-ci | dns-updater | letsencrypt renew | certbot
wireguard-gw | heartbeat | billing-worker-2 | stripe-webhooks | gpu-node-7 | inference-server
eval-scheduler | daily digest | bastion | workspace-terraform | Insight Agent Cloud Run runtime SA
Kaleidoscope Crawl Service Account | instance_toggler_key | publisher | count_reader | eis-proxy
Kubernetes registry credentials | ci-push-token | my-kickr[bot] | sonarqube-alm | Service Token
prod-ingest | Production Ingest | GitHub Actions token for team owners | waypoint shared reader
ephemeral-workspace-checker | tfc-operator | jira-email-prod-api | cloud-run | RentDaddy Backend
Home Server | Home server, AWS us-west | Home Server SSH | Warehouse Tablet | 生产环境 / dev-cluster
生产自动补号器 | CI / 集成服务 | CI 部署流水线 | CI 构建机器人 | CI 部署 | 下载器回调 | PicRepo image upload | 我的部署脚本
Custom GPT 연동용 | MCP 서버 | Shopify sync | CI pipeline | Production checkout | My integration
Zapier, reporting script | Zapier New Booking Catch Hook | Staging Customer API | Staging pipeline
ERP, CRM | webhook-receiver-eu | invoice-mailer | Wetterstation | Bestandsabgleich | envío de correos
定期レポート | 日报推送机器人 | e2e pipeline | load-test-runner | ddns | vm-host-03 | node-exporter | user-sync
metrics-collector | weekly report`),
  person:
    names(`Work Laptop | my-laptop-token | MacBook Air | MacBook Touch ID | Barn iPad | YubiKey 5
MacBook Fingerprint | MCP Claude Desktop | Mein CLI | Mon script | iOS Shortcut | Laptop-John
Laptop biurowy | local-dev | WSL2-Development | My Windows PC | colab-notebook-key | 我的 Windows 电脑
智慧树项目电脑 | Goda iPhone 14 Pro | Work PC | 맥북 | 회사 노트북 | Ноутбук | Мой ключ | Arbeitslaptop | privat
ordinateur perso | mi ordenador | il mio portatile | kişisel bilgisayar | Personal | my first key
My Test Key 2 | playground | hackathon 2025 | workshop | cs224n homework | course project | ML class
tutorial | Postman | Insomnia | Raycast | jupyter-notebook | dev laptop | home-desktop | learning | cli
CLI tool | Anna's iMac | thinkpad | Chromebook | Pixel 8 | Termius | Cline 桌面端 | Codex CLI | Windsurf
学习用 | ハンズオン | моя тестовая | учебный проект | thesis | my-laptop | MacBook Pro | iPhone 15 | My iPhone
My phone | Yubikey personal | Cursor | VS Code | Claude Code | Claude Desktop | laptop-casa
Work-MacBook | Claude-CLI | your computer name | Local PostgreSQL | bootcamp-2026-04 | 個人用 | 自分用
내 iPhone | домашний компьютер | mein Laptop | mon PC | portátil del trabajo | meu notebook
notebook pessoal | mijn laptop | mój komputer | personal use | My Key | testing things
onboarding tutorial | Obsidian | Jupyter | colab | local testing | localhost | home pc | Surface Pro
android phone | Copilot | Zed editor | ma clé | 练习 | ローカル開発 | 実験用PC | 학습용 | 데스크탑 | 연습 | OBS Home
travel phone | interview prep | cagatay-macbook | codex++使用 | MCP - 노트북 | esa-mcp claude desktop
El portátil de Marta | My Habits | cs320-vm | studio mac | John's laptop | personal access | for myself
trying out | sandbox for learning | kids tablet | Ubuntu desktop | Windows 11 | WSL Ubuntu | Sublime Text
Hoppscotch | iTerm | MacBook von Lukas | téléphone de Paul | mi móvil | meu celular | il mio telefono
рабочий ноутбук | 私のMac | 会社のPC | 自宅PC | 公司电脑 | udemy course | codelab | notebook experiments
Work MacBook | Laptop analysis | work-laptop | My Quotex Live | ai-engineering-course | Dell XPS
Dell Latitude 5520 | gaming pc | Mikes-MBP | just me | my own key | my stuff | temp for me | Emacs
DataGrip | RStudio | warp terminal | zsh | Mein Handy | Firmenlaptop | mon ordi | mijn telefoon
мой телефон | 我的手机 | 내 맥북 프로 | 집 컴퓨터 | intern project summer | tutorial-key | hackday | capstone | PhD`),
  unclear:
    names(`test | website | Mobile App | foo-application | Crosspost | my-app | Mi App | AI Choreography Generator
Portfolio Projects API | Power BI | Sons of the Forest | Development | WorkBuddy | 开发推送 | NPM Access
admin | team | pricing | circular economy | jenkins family photos | experiment-7 | llm judge | Braintrust
demo | sandbox | member key | Marketing | support team | data science | Excel | Google Sheets
Kafka on the shore | temporal reasoning | chef recipes | main | default | dev | Notiva Project
MilestoneWins | TrueFluence | OpenAI Main | Claude Backup | Kids Closet | example-token | Pulsar | 我的应用
Application mobile | Group Chat Key | Automatix | ElevenLabs | kek-exchange-key-v1 | API Access Token
Workflow Management | Cherry Studio | Web session | RobotDogFreenove | 临时测试 | vinnel-cloud-admin-blog
read only | decide later | robotics research | lambda calculus notes | robots paper | acme | eval | evals
gpt-4 eval | Anthropic | q3 demo | customer demo | container | teacher | SEO tool | Code review
traiteurs-engages | Custom | master | read only reader | subuser | wa-gtlb-grp | my-team-name | M5Core2
Resopal Pro | CENTRAL | Arb | 我的 DeepSeek | My SaaS app | Slack | Notion | reporting | analytics | q4
client X | contractor | vendor | iOS app | Android app | frontend | ml team | playground app | red team
research agent | support copilot | voice assistant | agent | evals app | rag | search | superset-config
test create and assign | api-based-int | example key | admin-api-key | main gate | office | dynamic
tinyclaw | deepwiki | My GitHub | marketing site | mobile | prompt tuning | assistant | embeddings`),
};

function names(text: string): readonly string[] {
  return text.split(/ \| |\n/);
}
