import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { KINDS } from './organisations/eventForm'
import { settled } from './parts/useLoad'
import ChoosePassword from './routes/ChoosePassword.vue'
import Home from './routes/Home.vue'
import MyAccount from './routes/MyAccount.vue'
import NotFound from './routes/NotFound.vue'
import RecordDetail from './routes/RecordDetail.vue'
import RegisterList from './routes/RegisterList.vue'
import SignIn from './routes/SignIn.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: Home },
    { path: '/sign-in', name: 'sign-in', component: SignIn },
    { path: '/password', name: 'password', component: ChoosePassword },
    { path: '/account', name: 'account', component: MyAccount },
    { path: '/accounts', name: 'accounts', component: () => import('./routes/Accounts.vue') },
    { path: '/accounts/new', name: 'new-account', component: () => import('./routes/NewAccount.vue') },
    { path: '/accounts/:id', name: 'kept-account', component: () => import('./routes/KeptAccount.vue') },
    { path: '/audit', name: 'audit', component: () => import('./routes/Audit.vue') },
    { path: '/registers/:register', name: 'list', component: RegisterList },
    {
      path: '/registers/:register/new/:begun?',
      name: 'create',
      component: () => import('./routes/RecordEdit.vue'),
    },
    {
      path: '/registers/:register/:id/edit',
      name: 'edit',
      component: () => import('./routes/RecordEdit.vue'),
    },
    {
      path: '/registers/:register/import',
      name: 'import-start',
      component: () => import('./routes/ImportStart.vue'),
    },
    {
      path: '/registers/:register/imports/:id',
      name: 'import',
      component: () => import('./routes/ImportOne.vue'),
    },
    {
      path: '/organisations',
      name: 'organisations',
      component: () => import('./routes/OrganisationTree.vue'),
    },
    {
      path: `/organisations/event/:kind(${KINDS.join('|')})`,
      name: 'organisation-event',
      component: () => import('./routes/OrganisationEvent.vue'),
    },
    { path: '/catalogues', name: 'catalogues', component: () => import('./routes/Catalogues.vue') },
    { path: '/catalogues/census', name: 'census', component: () => import('./routes/Census.vue') },
    {
      path: '/catalogues/census/new',
      name: 'census-open',
      component: () => import('./routes/CensusOpen.vue'),
    },
    {
      path: '/catalogues/census/:round',
      name: 'census-round',
      component: () => import('./routes/CensusRound.vue'),
    },
    {
      path: '/catalogues/census/:round/:id',
      name: 'census-return',
      component: () => import('./routes/CensusReturn.vue'),
    },
    { path: '/jobs', name: 'jobs', component: () => import('./routes/Jobs.vue') },
    {
      path: '/registers/:register/:id',
      name: 'record',
      component: RecordDetail,
    },
    { path: '/model', name: 'model', component: () => import('./routes/ModelOverview.vue') },
    {
      path: '/model/elements',
      name: 'model-elements',
      component: () => import('./routes/ModelElements.vue'),
    },
    {
      path: '/model/elements/:id',
      name: 'model-element',
      component: () => import('./routes/ModelElement.vue'),
    },
    {
      path: '/model/registers/:id',
      name: 'model-register',
      component: () => import('./routes/ModelRegister.vue'),
    },
    { path: '/model/codes/:set', name: 'model-codes', component: () => import('./routes/ModelCodes.vue') },
    {
      path: '/model/exceptions',
      name: 'model-exceptions',
      component: () => import('./routes/ModelExceptions.vue'),
    },
    {
      path: '/model/releases',
      name: 'model-releases',
      component: () => import('./routes/ModelReleases.vue'),
    },
    {
      path: '/model/releases/:a/:b',
      name: 'model-difference',
      component: () => import('./routes/ModelDifference.vue'),
    },
    { path: '/settings', name: 'settings', component: () => import('./routes/NodeSettings.vue') },
    { path: '/:path(.*)*', name: 'not-found', component: NotFound },
  ],
  async scrollBehavior(to, from, saved) {
    if (!saved) return to.path === from.path && !to.query.after && !from.query.after ? false : { top: 0 }
    await nextTick()
    await settled(1500)
    return saved
  },
})
