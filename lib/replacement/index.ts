export {
  findGuide,
  GUIDES,
  holderMessage,
  suggestTokenName,
  type Guide,
  type GuideSlug,
} from './guides';
