/* @skyra/discord-components-core 4.0.2 (MIT), lit 3.3.3 (BSD-3-Clause): see NOTICE.txt. Built by ../bundle. */
var Wt=globalThis,Gt=Wt.ShadowRoot&&(Wt.ShadyCSS===void 0||Wt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Si=Symbol(),ds=new WeakMap,$t=class{constructor(t,s,e){if(this._$cssResult$=!0,e!==Si)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=s}get styleSheet(){let t=this.o,s=this.t;if(Gt&&t===void 0){let e=s!==void 0&&s.length===1;e&&(t=ds.get(s)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),e&&ds.set(s,t))}return t}toString(){return this.cssText}},ms=i=>new $t(typeof i=="string"?i:i+"",void 0,Si),W=(i,...t)=>{let s=i.length===1?i[0]:t.reduce((e,a,h)=>e+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(a)+i[h+1],i[0]);return new $t(s,i,Si)},fs=(i,t)=>{if(Gt)i.adoptedStyleSheets=t.map(s=>s instanceof CSSStyleSheet?s:s.styleSheet);else for(let s of t){let e=document.createElement("style"),a=Wt.litNonce;a!==void 0&&e.setAttribute("nonce",a),e.textContent=s.cssText,i.appendChild(e)}},Di=Gt?i=>i:i=>i instanceof CSSStyleSheet?(t=>{let s="";for(let e of t.cssRules)s+=e.cssText;return ms(s)})(i):i;var{is:Us,defineProperty:Rs,getOwnPropertyDescriptor:Ns,getOwnPropertyNames:Ls,getOwnPropertySymbols:Fs,getPrototypeOf:qs}=Object,Kt=globalThis,vs=Kt.trustedTypes,Zs=vs?vs.emptyScript:"",Ws=Kt.reactiveElementPolyfillSupport,kt=(i,t)=>i,Tt={toAttribute(i,t){switch(t){case Boolean:i=i?Zs:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,t){let s=i;switch(t){case Boolean:s=i!==null;break;case Number:s=i===null?null:Number(i);break;case Object:case Array:try{s=JSON.parse(i)}catch{s=null}}return s}},Qt=(i,t)=>!Us(i,t),ps={attribute:!0,type:String,converter:Tt,reflect:!1,useDefault:!1,hasChanged:Qt};Symbol.metadata??=Symbol("metadata"),Kt.litPropertyMetadata??=new WeakMap;var Be=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,s=ps){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(t,s),!s.noAccessor){let e=Symbol(),a=this.getPropertyDescriptor(t,e,s);a!==void 0&&Rs(this.prototype,t,a)}}static getPropertyDescriptor(t,s,e){let{get:a,set:h}=Ns(this.prototype,t)??{get(){return this[s]},set(r){this[s]=r}};return{get:a,set(r){let c=a?.call(this);h?.call(this,r),this.requestUpdate(t,c,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??ps}static _$Ei(){if(this.hasOwnProperty(kt("elementProperties")))return;let t=qs(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(kt("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(kt("properties"))){let s=this.properties,e=[...Ls(s),...Fs(s)];for(let a of e)this.createProperty(a,s[a])}let t=this[Symbol.metadata];if(t!==null){let s=litPropertyMetadata.get(t);if(s!==void 0)for(let[e,a]of s)this.elementProperties.set(e,a)}this._$Eh=new Map;for(let[s,e]of this.elementProperties){let a=this._$Eu(s,e);a!==void 0&&this._$Eh.set(a,s)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let s=[];if(Array.isArray(t)){let e=new Set(t.flat(1/0).reverse());for(let a of e)s.unshift(Di(a))}else t!==void 0&&s.push(Di(t));return s}static _$Eu(t,s){let e=s.attribute;return e===!1?void 0:typeof e=="string"?e:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,s=this.constructor.elementProperties;for(let e of s.keys())this.hasOwnProperty(e)&&(t.set(e,this[e]),delete this[e]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return fs(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,s,e){this._$AK(t,e)}_$ET(t,s){let e=this.constructor.elementProperties.get(t),a=this.constructor._$Eu(t,e);if(a!==void 0&&e.reflect===!0){let h=(e.converter?.toAttribute!==void 0?e.converter:Tt).toAttribute(s,e.type);this._$Em=t,h==null?this.removeAttribute(a):this.setAttribute(a,h),this._$Em=null}}_$AK(t,s){let e=this.constructor,a=e._$Eh.get(t);if(a!==void 0&&this._$Em!==a){let h=e.getPropertyOptions(a),r=typeof h.converter=="function"?{fromAttribute:h.converter}:h.converter?.fromAttribute!==void 0?h.converter:Tt;this._$Em=a;let c=r.fromAttribute(s,h.type);this[a]=c??this._$Ej?.get(a)??c,this._$Em=null}}requestUpdate(t,s,e,a=!1,h){if(t!==void 0){let r=this.constructor;if(a===!1&&(h=this[t]),e??=r.getPropertyOptions(t),!((e.hasChanged??Qt)(h,s)||e.useDefault&&e.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,e))))return;this.C(t,s,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,s,{useDefault:e,reflect:a,wrapped:h},r){e&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),h!==!0||r!==void 0)||(this._$AL.has(t)||(this.hasUpdated||e||(s=void 0),this._$AL.set(t,s)),a===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(s){Promise.reject(s)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[a,h]of this._$Ep)this[a]=h;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[a,h]of e){let{wrapped:r}=h,c=this[a];r!==!0||this._$AL.has(a)||c===void 0||this.C(a,void 0,h,c)}}let t=!1,s=this._$AL;try{t=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(s)):this._$EM()}catch(e){throw t=!1,this._$EM(),e}t&&this._$AE(s)}willUpdate(t){}_$AE(t){this._$EO?.forEach(s=>s.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(s=>this._$ET(s,this[s])),this._$EM()}updated(t){}firstUpdated(t){}};Be.elementStyles=[],Be.shadowRootOptions={mode:"open"},Be[kt("elementProperties")]=new Map,Be[kt("finalized")]=new Map,Ws?.({ReactiveElement:Be}),(Kt.reactiveElementVersions??=[]).push("2.1.2");var Oi=globalThis,us=i=>i,Jt=Oi.trustedTypes,gs=Jt?Jt.createPolicy("lit-html",{createHTML:i=>i}):void 0,Bi="$lit$",Pe=`lit$${Math.random().toFixed(9).slice(2)}$`,Pi="?"+Pe,Gs=`<${Pi}>`,ot=document,Et=()=>ot.createComment(""),jt=i=>i===null||typeof i!="object"&&typeof i!="function",Ui=Array.isArray,Ms=i=>Ui(i)||typeof i?.[Symbol.iterator]=="function",Ii=`[ 	
\f\r]`,Ct=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,_s=/-->/g,zs=/>/g,at=RegExp(`>|${Ii}(?:([^\\s"'>=/]+)(${Ii}*=${Ii}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),bs=/'/g,ys=/"/g,ws=/^(?:script|style|textarea|title)$/i,Ri=i=>(t,...s)=>({_$litType$:i,strings:t,values:s}),m=Ri(1),E=Ri(2),gr=Ri(3),Te=Symbol.for("lit-noChange"),re=Symbol.for("lit-nothing"),xs=new WeakMap,rt=ot.createTreeWalker(ot,129);function Hs(i,t){if(!Ui(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return gs!==void 0?gs.createHTML(t):t}var $s=(i,t)=>{let s=i.length-1,e=[],a,h=t===2?"<svg>":t===3?"<math>":"",r=Ct;for(let c=0;c<s;c++){let u=i[c],f,l,o=-1,y=0;for(;y<u.length&&(r.lastIndex=y,l=r.exec(u),l!==null);)y=r.lastIndex,r===Ct?l[1]==="!--"?r=_s:l[1]!==void 0?r=zs:l[2]!==void 0?(ws.test(l[2])&&(a=RegExp("</"+l[2],"g")),r=at):l[3]!==void 0&&(r=at):r===at?l[0]===">"?(r=a??Ct,o=-1):l[1]===void 0?o=-2:(o=r.lastIndex-l[2].length,f=l[1],r=l[3]===void 0?at:l[3]==='"'?ys:bs):r===ys||r===bs?r=at:r===_s||r===zs?r=Ct:(r=at,a=void 0);let _=r===at&&i[c+1].startsWith("/>")?" ":"";h+=r===Ct?u+Gs:o>=0?(e.push(f),u.slice(0,o)+Bi+u.slice(o)+Pe+_):u+Pe+(o===-2?c:_)}return[Hs(i,h+(i[s]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),e]},At=class i{constructor({strings:t,_$litType$:s},e){let a;this.parts=[];let h=0,r=0,c=t.length-1,u=this.parts,[f,l]=$s(t,s);if(this.el=i.createElement(f,e),rt.currentNode=this.el.content,s===2||s===3){let o=this.el.content.firstChild;o.replaceWith(...o.childNodes)}for(;(a=rt.nextNode())!==null&&u.length<c;){if(a.nodeType===1){if(a.hasAttributes())for(let o of a.getAttributeNames())if(o.endsWith(Bi)){let y=l[r++],_=a.getAttribute(o).split(Pe),p=/([.?@])?(.*)/.exec(y);u.push({type:1,index:h,name:p[2],strings:_,ctor:p[1]==="."?Yt:p[1]==="?"?ei:p[1]==="@"?ti:ht}),a.removeAttribute(o)}else o.startsWith(Pe)&&(u.push({type:6,index:h}),a.removeAttribute(o));if(ws.test(a.tagName)){let o=a.textContent.split(Pe),y=o.length-1;if(y>0){a.textContent=Jt?Jt.emptyScript:"";for(let _=0;_<y;_++)a.append(o[_],Et()),rt.nextNode(),u.push({type:2,index:++h});a.append(o[y],Et())}}}else if(a.nodeType===8)if(a.data===Pi)u.push({type:2,index:h});else{let o=-1;for(;(o=a.data.indexOf(Pe,o+1))!==-1;)u.push({type:7,index:h}),o+=Pe.length-1}h++}}static createElement(t,s){let e=ot.createElement("template");return e.innerHTML=t,e}};function lt(i,t,s=i,e){if(t===Te)return t;let a=e!==void 0?s._$Co?.[e]:s._$Cl,h=jt(t)?void 0:t._$litDirective$;return a?.constructor!==h&&(a?._$AO?.(!1),h===void 0?a=void 0:(a=new h(i),a._$AT(i,s,e)),e!==void 0?(s._$Co??=[])[e]=a:s._$Cl=a),a!==void 0&&(t=lt(i,a._$AS(i,t.values),a,e)),t}var Xt=class{constructor(t,s){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:s},parts:e}=this._$AD,a=(t?.creationScope??ot).importNode(s,!0);rt.currentNode=a;let h=rt.nextNode(),r=0,c=0,u=e[0];for(;u!==void 0;){if(r===u.index){let f;u.type===2?f=new pt(h,h.nextSibling,this,t):u.type===1?f=new u.ctor(h,u.name,u.strings,this,t):u.type===6&&(f=new ii(h,this,t)),this._$AV.push(f),u=e[++c]}r!==u?.index&&(h=rt.nextNode(),r++)}return rt.currentNode=ot,a}p(t){let s=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(t,e,s),s+=e.strings.length-2):e._$AI(t[s])),s++}},pt=class i{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,s,e,a){this.type=2,this._$AH=re,this._$AN=void 0,this._$AA=t,this._$AB=s,this._$AM=e,this.options=a,this._$Cv=a?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,s=this._$AM;return s!==void 0&&t?.nodeType===11&&(t=s.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,s=this){t=lt(this,t,s),jt(t)?t===re||t==null||t===""?(this._$AH!==re&&this._$AR(),this._$AH=re):t!==this._$AH&&t!==Te&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Ms(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==re&&jt(this._$AH)?this._$AA.nextSibling.data=t:this.T(ot.createTextNode(t)),this._$AH=t}$(t){let{values:s,_$litType$:e}=t,a=typeof e=="number"?this._$AC(t):(e.el===void 0&&(e.el=At.createElement(Hs(e.h,e.h[0]),this.options)),e);if(this._$AH?._$AD===a)this._$AH.p(s);else{let h=new Xt(a,this),r=h.u(this.options);h.p(s),this.T(r),this._$AH=h}}_$AC(t){let s=xs.get(t.strings);return s===void 0&&xs.set(t.strings,s=new At(t)),s}k(t){Ui(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,e,a=0;for(let h of t)a===s.length?s.push(e=new i(this.O(Et()),this.O(Et()),this,this.options)):e=s[a],e._$AI(h),a++;a<s.length&&(this._$AR(e&&e._$AB.nextSibling,a),s.length=a)}_$AR(t=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);t!==this._$AB;){let e=us(t).nextSibling;us(t).remove(),t=e}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},ht=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,s,e,a,h){this.type=1,this._$AH=re,this._$AN=void 0,this.element=t,this.name=s,this._$AM=a,this.options=h,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=re}_$AI(t,s=this,e,a){let h=this.strings,r=!1;if(h===void 0)t=lt(this,t,s,0),r=!jt(t)||t!==this._$AH&&t!==Te,r&&(this._$AH=t);else{let c=t,u,f;for(t=h[0],u=0;u<h.length-1;u++)f=lt(this,c[e+u],s,u),f===Te&&(f=this._$AH[u]),r||=!jt(f)||f!==this._$AH[u],f===re?t=re:t!==re&&(t+=(f??"")+h[u+1]),this._$AH[u]=f}r&&!a&&this.j(t)}j(t){t===re?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},Yt=class extends ht{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===re?void 0:t}},ei=class extends ht{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==re)}},ti=class extends ht{constructor(t,s,e,a,h){super(t,s,e,a,h),this.type=5}_$AI(t,s=this){if((t=lt(this,t,s,0)??re)===Te)return;let e=this._$AH,a=t===re&&e!==re||t.capture!==e.capture||t.once!==e.once||t.passive!==e.passive,h=t!==re&&(e===re||a);a&&this.element.removeEventListener(this.name,this,e),h&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},ii=class{constructor(t,s,e){this.element=t,this.type=6,this._$AN=void 0,this._$AM=s,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(t){lt(this,t)}},ks={M:Bi,P:Pe,A:Pi,C:1,L:$s,R:Xt,D:Ms,V:lt,I:pt,H:ht,N:ei,U:ti,B:Yt,F:ii},Ks=Oi.litHtmlPolyfillSupport;Ks?.(At,pt),(Oi.litHtmlVersions??=[]).push("3.3.3");var Ts=(i,t,s)=>{let e=s?.renderBefore??t,a=e._$litPart$;if(a===void 0){let h=s?.renderBefore??null;e._$litPart$=a=new pt(t.insertBefore(Et(),h),h,void 0,s??{})}return a._$AI(i),a};var Ni=globalThis,N=class extends Be{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let s=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Ts(s,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return Te}};N._$litElement$=!0,N.finalized=!0,Ni.litElementHydrateSupport?.({LitElement:N});var Qs=Ni.litElementPolyfillSupport;Qs?.({LitElement:N});(Ni.litElementVersions??=[]).push("4.2.2");var G=i=>(t,s)=>{s!==void 0?s.addInitializer(()=>{customElements.define(i,t)}):customElements.define(i,t)};var Js={attribute:!0,type:String,converter:Tt,reflect:!1,hasChanged:Qt},Xs=(i=Js,t,s)=>{let{kind:e,metadata:a}=s,h=globalThis.litPropertyMetadata.get(a);if(h===void 0&&globalThis.litPropertyMetadata.set(a,h=new Map),e==="setter"&&((i=Object.create(i)).wrapped=!0),h.set(s.name,i),e==="accessor"){let{name:r}=s;return{set(c){let u=t.get.call(this);t.set.call(this,c),this.requestUpdate(r,u,i,!0,c)},init(c){return c!==void 0&&this.C(r,void 0,i,c),c}}}if(e==="setter"){let{name:r}=s;return function(c){let u=this[r];t.call(this,c),this.requestUpdate(r,u,i,!0,c)}}throw Error("Unsupported decorator location: "+e)};function z(i){return(t,s)=>typeof s=="object"?Xs(i,t,s):((e,a,h)=>{let r=a.hasOwnProperty(h);return a.constructor.createProperty(h,e),r?Object.getOwnPropertyDescriptor(a,h):void 0})(i,t,s)}var Ys=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},ea=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},ro=(()=>{let i=[G("discord-action-row")],t,s=[],e,a=N;var h=class extends a{static{e=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ys(null,t={value:e},i,{kind:"class",name:e.name,metadata:r},null,s),h=e=t.value,r&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: flex;
			flex-wrap: wrap;
		}
	`;render(){return m`<slot></slot>`}static{ea(e,s)}};return h=e})();var ta=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},ia=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},co=(()=>{let i=[G("discord-attachments")],t,s=[],e,a=N;var h=class extends a{static{e=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;ta(null,t={value:e},i,{kind:"class",name:e.name,metadata:r},null,s),h=e=t.value,r&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			text-indent: 0;
			min-height: 0;
			min-width: 0;
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
			position: relative;
		}

		:host > * {
			justify-self: start;
			-ms-flex-item-align: start;
			align-self: start;
		}
	`;render(){return m`<slot></slot>`}static{ia(e,s)}};return h=e})();var ut={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},nt=i=>(...t)=>({_$litDirective$:i,values:t}),tt=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,s,e){this._$Ct=t,this._$AM=s,this._$Ci=e}_$AS(t,s){return this.update(t,s)}update(t,s){return this.render(...s)}};var Ie=nt(class extends tt{constructor(i){if(super(i),i.type!==ut.ATTRIBUTE||i.name!=="class"||i.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(i){return" "+Object.keys(i).filter(t=>i[t]).join(" ")+" "}update(i,[t]){if(this.st===void 0){this.st=new Set,i.strings!==void 0&&(this.nt=new Set(i.strings.join(" ").split(/\s/).filter(e=>e!=="")));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let s=i.element.classList;for(let e of this.st)e in t||(s.remove(e),this.st.delete(e));for(let e in t){let a=!!t[e];a===this.st.has(e)||this.nt?.has(e)||(a?(s.add(e),this.st.add(e)):(s.remove(e),this.st.delete(e)))}return Te}});function I(i,t,s){return i?t(i):s?.(i)}var{I:Ho}=ks;var Cs=i=>i.strings===void 0;var Vt=(i,t)=>{let s=i._$AN;if(s===void 0)return!1;for(let e of s)e._$AO?.(t,!1),Vt(e,t);return!0},ai=i=>{let t,s;do{if((t=i._$AM)===void 0)break;s=t._$AN,s.delete(i),i=t}while(s?.size===0)},Es=i=>{for(let t;t=i._$AM;i=t){let s=t._$AN;if(s===void 0)t._$AN=s=new Set;else if(s.has(i))break;s.add(i),ra(t)}};function sa(i){this._$AN!==void 0?(ai(this),this._$AM=i,Es(this)):this._$AM=i}function aa(i,t=!1,s=0){let e=this._$AH,a=this._$AN;if(a!==void 0&&a.size!==0)if(t)if(Array.isArray(e))for(let h=s;h<e.length;h++)Vt(e[h],!1),ai(e[h]);else e!=null&&(Vt(e,!1),ai(e));else Vt(this,i)}var ra=i=>{i.type==ut.CHILD&&(i._$AP??=aa,i._$AQ??=sa)},ri=class extends tt{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,s,e){super._$AT(t,s,e),Es(this),this.isConnected=t._$AU}_$AO(t,s=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),s&&(Vt(this,t),ai(this))}setValue(t){if(Cs(this._$Ct))this._$Ct._$AI(t,this);else{let s=[...this._$Ct._$AH];s[this._$Ci]=t,this._$Ct._$AI(s,this,0)}}disconnected(){}reconnected(){}};var Li=class extends ri{host;element;prevData={};eventData={};render(t){return re}update(t,[s]){this.element!==t.element&&(this.element=t.element),this.host=t.options?.host??this.element,this.apply(s),this.groom(s),this.prevData={...s}}apply(t){if(!t)return;let{prevData:s,element:e}=this;for(let[a,h]of Object.entries(t)){if(h===s[a])continue;let r=a.slice(1);switch(a[0]){case"@":this.eventData[r]=h,this.applyEvent(r,h);break;case".":e[r]=h;break;case"?":h?e.setAttribute(r,""):e.removeAttribute(r);break;default:h===null?e.removeAttribute(a):e.setAttribute(a,String(h));break}}}groom(t){let{prevData:s,element:e}=this;if(s)for(let[a,h]of Object.entries(s)){let r=a.slice(1);if(!t||!(a in t)&&e[r]===h)switch(a[0]){case"@":this.groomEvent(r,h);break;case".":e[r]=void 0;break;case"?":e.removeAttribute(r);break;default:e.removeAttribute(a);break}}}applyEvent(t,s){let{prevData:e,element:a}=this;this.eventData[t]=s,e[t]&&a.removeEventListener(t,this,s),a.addEventListener(t,this,s)}groomEvent(t,s){let{element:e}=this;Reflect.deleteProperty(this.eventData,t),e.removeEventListener(t,this,s)}handleEvent(t){let s=this.eventData[t.type];typeof s=="function"?s.call(this.host,t):s.handleEvent(t)}disconnected(){let{eventData:t,element:s}=this;for(let[e,a]of Object.entries(t)){let h=e.slice(1);s.removeEventListener(h,this,a)}}reconnected(){let{eventData:t,element:s}=this;for(let[e,a]of Object.entries(t)){let h=e.slice(1);s.addEventListener(h,this,a)}}},j=nt(Li);var oa=E`
	<path d="M5.688 3.5v.438H5.25v.438h-.438V1.313h-.438V.875h-.436V.438H3.5v6.125h2.625v-.438H5.25v-.438h.438v-.438h.438v-.438h.438V3.5z" fill="#b79cf8"/>
	<path d="M3.063.438v.438h-.438v.438h-.437v3.5h-.875v-.438H.438v1.75h.438v.438h2.625V.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438zm0 1.75h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 5.25H1.75v.438h.438z" fill="#ffa5d3"/>
	<path d="M2.625 5.25h-.437v.438h.438zm-1.75.438H.438v.438h.438zm2.625.438H.875v.438H3.5z" fill="#ff1c90"/>
	<path d="M1.75 5.688h-.437v.438h.438zm-.438-.438H.875v.438h.438zm1.313-.875V3.5h-.437v1.313h.438v1.313h.438v-1.75zm.438-3.5v1.313h-.438v.438h.438v1.313h.438V.875z" fill="#ffa5d3"/>
	<path d="M6.125 3.5h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-3.5.875h-.874v.438h.875zm-.875-.438H.438v.438h.875z" fill="#f0f0f0"/>
	<path d="M.875 5.25v-.875H.438v.875z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M2.625 1.313h-.437v1.313h.438z" fill="#f0f0f0"/>
	<path d="M4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zM2.625 4.814h-.437v.438h.438zm3.938 0h-.438v.438h.438zm-.875.438v.438H5.25v.438h.875v-.875zm.438.875v.438H.875v.438h5.688v-.875zM.875 6.125H.438v.438h.438zM7 3.062H5.687V3.5H7zm-5.687.876H0v.438h1.313z" fill="#000"/>
	<path d="M.438 6.125V3.938H0v2.188zm6.563-1.313V3.5h-.438v1.313zM2.625.875h-.437v.438h.438zm-.875.438v3.063h-.437v.438h.875V1.313zm3.5 2.188V1.313h-.438v3.063h.438v-.438h.438V3.5z" fill="#000"/>
	<path d="M3.938.875H3.5v.875h.438zm.438 1.75V1.75h-.438V3.5h.438v.438h.438V2.625zm.875 1.75h-.438v.438h.438zm-1.313 0H3.5v1.313h.438zm.875 1.313h-.438v.438h.438zm0-.875h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M5.25 6.125v-.438h-.438v.438H3.5v.438h2.625v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
`;function oi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${oa}
	</svg>`}var la=E`
	<path d="M4.375 1.75v-.437h-.437V.438h-.875v.875h-.438v.438h-.437v.438h.438v.438h.438v.438h.875v-.44h.438v-.437h.438V1.75z" fill="#47baff"/>
	<path d="M4.375 5.25v.438h-.437v.875h-.875v-.875h-.438V5.25h-.437v-.438h.438v-.438h.438v-.436h.875v.438h.438v.438h.438v.438z" fill="#ff2c52"/>
	<path d="M3.063 0v.438h.875V0z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h.875v-.438z" fill="#4282d8"/>
	<path d="M3.063.438h-.438v.875h.438zM.438 3.063H0v.875h.438zm.875 0v-.438H.438v.438zm1.313-1.75h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.75h-.437v.438h.438zm.438-.438h-.438v.438h.438zm0 2.625v.438h.875v-.437z" fill="#f0f0f0"/>
	<path d="M3.063 6.125v.438h.875v-.438zm0-.875h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#be0351"/>
	<path d="M3.063 4.375h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 5.688h.438V5.25h-.438zm.438-.438h.438v-.438h-.438zm-.438-.438h.438v-.438h-.438z" fill="#be0351"/>
	<path d="M3.5 1.75h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.188h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#4282d8"/>
	<path d="M5.25 4.375h.438v-.437h.875v-.875h-.875v-.438H5.25v-.437h-.438v.438h-.438v.438h-.436v.875h.438v.438h.438v.438h.438z" fill="#C7C7C7"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#707070"/>
	<path d="M5.25 2.625v-.437h-.438v.438zm-.438.438v-.438h-.438v.438z" fill="#fff"/>
	<path d="M4.813 4.375v-.437h-.438v.438zm-.438-.438V3.5h-.437v.438zm1.313.438v-.437H5.25v.438zm-.438.438v-.438h-.438v.438z" fill="#707070"/>
	<path d="M1.75 4.375h-.437v-.437H.438v-.875h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.875h-.44v.438h-.437v.438H1.75z" fill="#C7C7C7"/>
	<path d="M.438 3.938h.438v-.875H.438z" fill="#fff"/>
	<path d="M2.625 3.938h.438v-.875h-.438z" fill="#707070"/>
	<path d="M2.188 2.625v-.437H1.75v.438zm-.438.438v-.438h-.437v.438zm.438.438v-.438H1.75v.438z" fill="#fff"/>
	<path d="M2.625 4.375v-.437h-.437v.438zm-.438.438v-.438H1.75v.438z" fill="#707070"/>
	<path d="M2.188 1.75H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.439v.438h.438zm.875.438h-.876v.875h.875zm.438.875h-.439v.438h.438zm.438.438h-.438v.438h.438zM1.75 2.188h-.437v.438h.438zm2.188 4.813v-.438h-.875v.438zm-.875-1.313h-.438v.875h.438zM.438 3.938v.438h.875v-.438zm2.188 1.313h-.438v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.437v.438h.438zm2.188-3.063h.438V.438h-.438zm2.625 2.625h.438v-.874h-.438zm0-.875v-.437h-.875v.438zM4.375 1.749h.438v-.436h-.438zm.438.438h.438V1.75h-.438zm-.438.438h.438v-.437h-.438zm-.437.438h.438v-.438h-.438zM2.625 4.376h.438v-.438h-.438zm-.438.438h.438v-.438h-.437z" fill="#000"/>
	<path d="M4.813 2.188h.438V1.75h-.438zm.438.438h.438v-.438h-.438zM3.938 6.564h.438v-.875h-.438zm1.75-2.625v.438h.875v-.439zm-1.313 1.75h.438v-.438h-.438zm.438-.438h.438v-.438h-.438zm.438-.438h.438v-.438h-.438z" fill="#000"/>
`;function li(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${la}
	</svg>`}var ha=E`
	<path d="M6.125 3.063v-.438h-.438v.438H4.374v-.438h-.436V1.313h.438V.875H3.063v1.75h-.438v.438H.438v.875h.438v.438h.438v-.438h1.313v.438h.438v1.313h-.44v.438h.438v.438h.875v-.438h.438v-.438h-.438V4.376h.438v-.438h1.313v.438h.438v-.438h.438v-.875z" fill="#ffb84b"/>
	<path d="M3.938 0h-.875v.438h.875zM2.625.875H1.313v.438h1.313zm-1.312.438H.875v1.313h.438zm1.75 0h-.438v1.313h.438zm1.313 0h-.438v1.313h.438zm1.75 0h-.438v1.313h.438zM5.688.875H4.375v.438h1.313zm-3.063 1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.313h-.437v.438h.438zm-.437.437H1.75v.438h.438zm3.5-.438H5.25v.438h.438zm-.438.438h-.438v.438h.438zm.438 2.625H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-2.625-.438h-.437v.438h.438zm-.438.438H1.75v.438h.438z" fill="#57595f"/>
	<path d="M4.375.438h-.437v.438h.438zM.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M2.188 1.75v.438h-.875v.438h1.313V1.75zm3.063 0v.438h-.875v.438h1.313V1.75zM2.188 4.813v.438h-.875v.438h1.313v-.875zm3.063 0v.438h-.875v.438h1.313v-.875z" fill="#35363a"/>
	<path d="M.875 3.938H.438v.438h.438zm0-1.313H.438v.438h.438zM7 3.063h-.438v.875H7z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#ba3500"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M6.563 2.625h-.438v.438h.438zm0 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125 3.938h-.438v.438h.438zm-3.062 0h-.438v.438h.438zm-1.75 0H.875v.438h.438zm3.063 0h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.938 6.563h-.875v.438h.875zm-1.313-.875H1.313v.438h1.313zM1.312 4.375H.875v1.313h.438zm1.75 0h-.437v1.313h.438zm1.313 0h-.437v1.313h.438zm1.75 0h-.438v1.313h.438zm-.438 1.313H4.374v.438h1.313zm-3.062-1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M2.625 3.5H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#ba3500"/>
	<path d="M3.063 6.125h-.438v.438h.438zm1.313 0h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938 6.125h-.875v.438h.875z" fill="#ba3500"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438V.438Z" fill="#f0f0f0"/>
	<path d="M4.375 5.688h-.437v.438h.438z" fill="#ba3500"/>
	<path d="M2.188 1.313h-.875v.875h.438V1.75h.438zm3.063 0h-.875v.875h.438V1.75h.438zM2.188 4.376h-.875v.875h.438v-.438h.438zm3.063 0h-.875v.875h.438v-.438h.438z" fill="#d8d8d8"/>
	<path d="M3.938 2.188V1.75H3.5V.875h-.437v1.313zm0 .438H3.5v.438h-.437v.438h-.438v.438h.438v.875h.438v1.313h.438v-1.75H3.5V3.5h.875v-.437h-.437zm2.188.438h-.438v.438h.438zm-3.063-.439h-.438v.438h.438zm-1.75.438H.875v.438h.438zm.875 0H1.75v.438h.438z" fill="#fd6214"/>
`;function hi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ha}
	</svg>`}var na=E`
	<path d="M5.688 2.625V1.75H5.25V.438h-.438v.438h-.438v.438h-.436v.438H3.5v.438H1.313v.438H.875v.875H.438v1.75h.438v.438h.438v.438h.438v.438h3.5v-.438h.438v-.438h.438V2.625z" fill="#fd6214"/>
	<path d="M0 3.5v1.75h.438V3.5zm6.563.438v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#000"/>
	<path d="M6.125 3.938v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#ba3500"/>
	<path d="M.438 2.625V3.5h.438v-.875zm2.625-1.313h-.438v.438h.438zm.875 0H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-2.625.438v.438h.438v-.438zM.437 5.251v.438h.438v-.438zm.438.438v.438h.438v-.438zm.438.438v.438h.438v-.438zm4.813-.875v.438h.438v-.438zm-.438.438v.438h.438V5.69zm-.438.438v.438h.438v-.438zm-3.5.438v.438h3.5v-.438zM1.313 1.75v.438h.438V1.75zm.438-.438v.438h.438v-.437zm.438-.438v.438h.438V.875zm1.75 0v.438h.438V.875zm.438-.438v.438h.438V.438zm.438-.438v.438h.438V0z" fill="#000"/>
	<path d="M4.813.438v.438h.438V.438zm-.438.438v.438h.438V.875zm-.437.437v.438h.438v-.438zM3.5 1.75v.438h.438V1.75zm-1.312-.437v.438h.438v-.438zm-.438.437v.438h.438V1.75zm.875 0v.438h.438V1.75z" fill="#f0f0f0"/>
	<path d="M2.188 1.75v.438h.438V1.75z" fill="#fd6214"/>
	<path opacity=".5" d="M4.813 1.75v.438h.438V1.75zm.438 2.188V3.5h-.438v-.875h-.438v.438h-.437v.438H2.625v-.438h-.437v.875h-.875v.875h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.875z" fill="#fff"/>
	<path d="M1.313 2.188v.438h.438v-.438zm-.438.437V3.5h.438v-.875zm.875.875v.438h.438V3.5z" fill="#f0f0f0"/>
	<path d="M.875 5.25v.438h.438V5.25zm.438.438v.438h.438v-.438zm3.938 0v.438h.438v-.438zm.438-.438v.438h.438V5.25zm-3.938.875v.438h3.5v-.438z" fill="#ba3500"/>
	<path d="M.438 3.5v.875h.438V3.5zm4.375.875h-.438v-.437h-1.75v.438h-.437v.875h.438v.438h1.75v-.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.438v1.313h.438V.438z" fill="#000"/>
`;function ni(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${na}
	</svg>`}var ca=E`
	<path d="M6.563.875h-.438V.438H4.812v1.313h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437V.438H.875v.438H.438v1.75h.438v.438h.875v.438h.438v.875h.438v.438h.438v.438h.875v-.438h.438v-.438h.438V3.5h.438v-.437h.875v-.438h.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-1.75 0H.875v.438h1.313zm3.938 0H4.813v.438h1.313zm.438.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM4.377.438h-.439v.438h.438v.875h.438V.438zm-2.189 0v1.313h.438V.875h.438V.438zm-1.313 0H.438v.438h.438zM.438.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm.875.438H.875v.438h.875zm4.375 0h-.875v.438h.875zm.438-.438h-.438v.438h.438zM5.251 3.938V3.5h-.438v.875h1.75v-.437zM1.75 3.5v.438H.438v.438h1.75V3.5zm-1.313.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm5.25.438H.875v.438h5.25zm.438-.438h-.438v.438h.438zm.438-1.75h-.438v1.75h.438zm-4.376 0h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-.875.875h-.876v.438h.875z" fill="#000"/>
	<path d="M4.813 4.375v.438h-.438v.438h-.437v.438h-.875v-.438h-.438v-.438h-.437v-.438H.438v1.75h.438v.438h5.25v-.438h.438v-1.75z" fill="#6be473"/>
	<path d="M1.75 5.25h-.437v.438h.438zm-.438-.438H.875v.438h.438zM5.25 6.125v-.438h-.438v.438h-.874v-.438h-.875v.438h-.875v-.438H1.75v.438H.875v.438h5.25v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438.875h-.438v.438h.438z" fill="#008456"/>
	<path d="M2.625 3.938h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.875h-.438v.438h.438zm.875-.438h-.438v.438h.438zm.438-.875h-.438v.875h.438zM3.94 4.813h-.877v.438h.875z" fill="#ff1c90"/>
	<path d="M4.375 5.25h-.437v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-4.813.001v.875h.438v-.438h1.313v-.438zm.438-3.5H.438v.875h.438zM2.189.437H.875v.438h1.313zm.875.438h-.439v.438h.438zm.875-.438h-.876v.438h.875zm1.313 0h-.438v.875h.438V.875h.875V.438z" fill="#f0f0f0"/>
`;function ci(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ca}
	</svg>`}var da=E`
	<path d="M3.063.875v.438h.875V.875zm.875-.438v.438h1.75V.438zm1.75.438v.438h.438V.875zm.438.438v.438h.438v-.438zm.438.438v2.188h.438V1.75zm-.438 2.188v.875h.438v-.876zm-.438.875v.438h.438v-.438zm-.875.438v.438h.875v-.438zm-.875.438v.438h.875V5.69zm-.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M6.563 1.75h-.438v-.437h-.438V.875H3.938v.438h-.875V.875h-1.75v.438H.875v.438H.438v2.188h.438v.875h.438v.438h.875v.438h.875v.438h.875V5.69h.875v-.438h.875v-.438h.438v-.876h.438z" fill="#ff7fc0"/>
	<path d="M6.563 1.75h-.438v2.188h.438zm-.438 2.188h-.438v.875h.438zm-4.812 0H.875v.875h.438zm4.375.875h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#ff1b90"/>
	<path d="M1.313.438v.438h1.75V.438zM.875.875v.438h.438V.875zm-.437.438v.438h.438v-.438zM0 1.75v2.188h.438V1.75zm.438 2.188v.875h.438v-.875zm.438.875v.438h.438v-.438zm.438.438v.438h.875v-.438zm.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M1.313.875v.438h1.75V.875zm2.625 0v.438h1.75V.875zm-.875.438v.438h.875v-.438z" fill="#f0f0f0"/>
	<path opacity=".6" d="M4.813 2.625v-.437h-.875v.438h-.875v-.438h-.875v.438H1.75v1.313h.438v.438h.879v.438h.875v-.438h.871v-.439h.438V2.625z" fill="#fff"/>
	<path d="M5.688 1.313v.438h.438v-.438zm-4.813 0v.438h.438v-.438zm.438.438v.438h.438V1.75zM.438 1.75v.875h.438V1.75z" fill="#f0f0f0"/>
`;function di(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${da}
	</svg>`}var ma=E`
	<path d="M6.125 2.625v.438H4.812v-.438h-.438v-.437h-.436V.875h.438V.438H.438v.438h.875v.438h.438v.438h.875v.875h-.438v.438H1.75v.875h-.437v.875H.875v.875H.438v.875h1.313v-.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.438h.438V2.625z" fill="#ffe361"/>
	<path d="M6.125 0H4.812v.438h1.313zM1.75 6.563H.438v.438h1.313zm.875-.438H1.75v.438h.875zM1.313.875H.438v.438h.875zm.438.875v.438h.438v.438h.438V1.75zm0 1.313h-.438v.875h.438zm-.438.875H.875v.875h.438zm-.438.875H.438v.875h.438zm-.438.875H0v.875h.438zm3.938-.875H3.5v.438h.875zm0-4.813H.438v.438h3.938z" fill="#000"/>
	<path d="M4.375.438H.438v.438h3.938z" fill="#f0f0f0"/>
	<path d="M6.125 2.625H4.812v.438h1.313zM4.812.437h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.875h.438zM6.126.437H4.813v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H4.812v.438h1.313z" fill="#ba3500"/>
	<path d="M.438.438H0v.438h.438zm1.313.875h-.438v.438h.438zm.438 1.313H1.75v.438h.438zM6.564.438h-.438v.438h.438zm.438.438h-.438v1.313h.438z" fill="#000"/>
	<path d="M6.563.875h-.438v1.313h.438z" fill="#ba3500"/>
	<path d="M7 2.625h-.438V5.25H7z" fill="#000"/>
	<path d="M6.563 2.625h-.438V5.25h.438z" fill="#ffb84b"/>
	<path d="M6.563 2.188h-.438v.438h.438zM4.375.875h-.437v1.313h.438zm.438 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 1.75h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.063 5.688h-.438v.438h.438z" fill="#000"/>
	<path d="M4.375 3.063v.438h-.437v.438H3.5v.438h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438V3.063zM1.75 6.126h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M3.5 5.25h-.437v.438h.438z" fill="#000"/>
	<path d="M2.188 3.063H1.75v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.188h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M2.625 3.5h-.437v.438h.438zm-.875.438h-.437v.438h.438zm-.438.875H.875v.438h.438zm-.438.875H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125.875H4.812v1.313h1.313z" fill="#fd6214"/>
`;function mi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ma}
	</svg>`}var fa=E`
	<path d="M6.563 0.876V0.437H3.937v0.437H1.313v2.187H0.437v2.187h5.25v-2.186h0.876z" fill="#bcef42"/>
	<path d="M4.813 5.687v-0.437H2.187v0.437z" fill="#7fb134"/>
	<path d="M6.563 0.876V0.437H3.937v0.437zm-2.626 0.437V0.876H2.187v0.437z" fill="#fff"/>
	<path d="M1.313 4.813v0.437h0.876v-0.437zm4.376 -0.437h-0.437v0.876h0.437zm0.876 -2.187h-0.437v0.876h0.437zm-0.437 0.876h-0.437v1.313h0.437z" fill="#7fb134"/>
	<path d="M7 0.437h-0.437v2.626H7z" fill="#000"/>
	<path d="M1.313 3.937H0.876v2.626h0.437z" fill="#4a8359"/>
	<path d="M6.563 0H3.937v0.437h2.626zM4.813 5.687H2.187v0.437h2.626zM3.937 0.437H2.187v0.437h1.75zM2.187 0.876h-0.874v0.437h0.876zm-0.874 0.437H0.876v0.876h0.437zM0.437 3.063H0v2.187h0.437v1.313h0.437V5.25H0.437zh0.437v-0.876H0.437zm5.25 2.187h-0.876v0.437h0.876zm0.437 -0.876h-0.437v0.876h0.437zh0.437V3.063h-0.437zM1.75 5.687h0.437v-0.437h-0.874v1.313h0.437zm-0.437 0.876H0.876V7h0.437z" fill="#000"/>
	<path d="M0.876 3.063h0.437v-0.876H0.876zm-0.438 0.874h0.437v-0.874H0.437zm1.75 -2.626h-0.874v0.876h0.437v-0.437h0.437z" fill="#fff"/>
	<path d="M1.75 3.5h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.438H3.5zm0.876 -0.437h0.437v-0.438h-0.437zm0.437 -0.437h0.437v-0.438H4.814z" fill="#4a8359"/>
	<path d="M2.187 1.75v0.437h0.437v-0.437z" fill="#fff"/>
	<path d="M1.313 3.5v0.437h0.437V3.5z" fill="#4a8359"/>
`;function fi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${fa}
	</svg>`}var va=E`
	<path d="M2.188 2.625H1.75v.438H.875v.875H3.5v.875h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.875v-.875H3.063v-.438h.438v-.437h.438V1.75h.438v-.437H3.5v.438h-.437v.438h-.875z" fill="#ffe361"/>
	<path d="M.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M7 3.063h-.438v.875H7zm-5.687-.438H.438v.438h.875zm1.313-.875H1.75v.438h.875zm-.876.438h-.437v.438h.438z" fill="#000"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.438-.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438-.875h-.439v.438h.438zm.438-.438h-.439v.438h.438zm0 3.063h-.439v.438h.438zm-.438.438h-.439v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438H1.75v.438h.438zm-.438.438h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.875h-.438v.438h.438zm.438 3.063H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.875.438h-.437v.438h.438zm-.438.438H3.5v.438h.438zm2.625-1.75h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M6.563 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zm-.438.437h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938.875h-.875v.438h.875zm-.875.438h-.438v.438h.438zM5.688 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M5.688.438H4.375v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.563 2.625H3.5v.438h3.063zM4.375.437h-.437v.438h.438zm1.75 0h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.435v.438h.438zm2.188 1.75h-.875v.438h.875zm-1.313.875h-.875v.438h.875zm.438-.438h-.438v.438h.438zm-1.75 1.313h-.873v.438h.875zm.438-.438h-.436v.438h.438zm-1.75 1.313H1.313v.438h1.313zm.875-2.625H.438v.438h3.063zm-.438 2.188h-.436v.438h.438zm-1.75 0H.875v.438h.438zm.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.438-.438h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.438h.438z" fill="#ffe361"/>
`;function vi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${va}
	</svg>`}var pa=E`
	<path d="M6.125 1.75v-.437H5.25V.438H3.5v.438h-.437v.438h-.438V.875H1.313v.438H.875v1.75H.438v1.313h.438v-.438h.438V3.5h2.188v-.875h.438v-.437h2.188v.438h.438V1.75z" fill="#b79cf8"/>
	<path d="M3.938 2.625v.438H3.5v.875h.438v.875h.875v.438h1.313v-.438h.438V2.625z" fill="#9af4dc"/>
	<path d="M1.75 4.375v1.75h.438v.438h1.313v-.438h.438v-1.75z" fill="#9af4dc"/>
	<path d="M3.5 6.125H2.188v.438h1.313zm2.625-1.313H4.812v.438h1.313zm.438-.438h-.438v.438h.438zM3.938 5.687H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.938 3.063H3.5v.438h.438zm.875.438h-.438v.438h.438zm1.313-.875H3.938v.438h2.188z" fill="#f0f0f0"/>
	<path d="M3.5.438h-.437v.438h.438zm3.063.875h-.438v.438h.438zm-.438 2.188h-.438v.875h.438zm-2.187-.876H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.188H3.5v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938H.875v.438h.438zm1.75 1.75h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#000"/>
	<path d="M2.625 5.25h-.437v.438h.438zm3.063-.875H5.25v.438h.438zm-.438-.438h-.438v.438h.438zM2.187 6.125H1.75v.438h.438zm1.75 0H3.5v.438h.438zM.874 4.375H.438v.438h.438zm.438 1.75H.875v.438h.438zm-.438.438H.438v.438h.438zM6.563 1.75v.875h-.438v.438h.438v1.75h.438V1.75zM5.688.875V.438H5.25v.875h.875V.875zM2.625.438H1.313v.438h1.313zm3.063 2.625H4.375v.438h1.313zM3.063 4.376H1.75v.438h1.313zm.438 2.188H2.188v.438h1.313zM3.063.875h-.438v.438h.438zm-1.75 0H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.875H1.313v.438h1.313zm.438.438h-.438v.438h.438zm-1.313.875h-.437v.438h.438zm-.875.875H.438v.438h.438zm.438-1.75H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 5.25H4.812v.438h1.313zm-1.75-.438V3.5h-.437v.438H3.5v.438h.438v1.75h.438v-.875h.438v-.438zm2.188 0h-.438v.438h.438zM.875 1.313H.438v1.75h.438zm-.437 1.75H0v1.313h.438zm1.313 1.75h-.438v1.313h.438zm1.75 0h-.438v.875h.438zm-3.063 0H0v1.75h.438zM5.25 0H3.5v.438h1.75z" fill="#000"/>
	<path d="M3.5.875h-.437v.438h.438zM5.25.437H3.5v.438h1.75z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H3.938v.438h2.188z" fill="#000"/>
	<path d="M6.125 1.75v-.437h-.438v.438H3.938v.438h2.188v.438h.438V1.75z" fill="#816bee"/>
	<path d="M2.188 4.813H1.75v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h-1.75v.438h2.188v-.876z" fill="#816bee"/>
	<path d="M3.063 3.063v.438h-1.75v.438h2.188v-.876z" fill="#000"/>
	<path d="M1.313 3.5H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938v.438H.875v.438H.438v1.75h.438v-.438h.438V4.813h.438v-.438h1.75v-.437z" fill="#9af4dc"/>
	<path d="M1.313 4.375H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.5 3.938H1.313v.438h2.188z" fill="#f0f0f0"/>
`;function pi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${pa}
	</svg>`}var ua=E`
	<path d="M6.125 2.188v-.875h-.438V.875h-.438V.438h-.875v.438h.438v.438h.438v1.75h-.438v.438h-.438v.438H2.625V3.5h-.437v-.437H1.75v-1.75h.438V.875h.438V.438H1.75v.438h-.437v.438H.875v.875H.438v2.625h.438v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h.438V2.188z" fill="#b79cf8"/>
	<path d="M2.625 0H1.75v.438h.875zM.875 1.313H.438v.875h.438zm1.313 0H1.75v1.75h.438zm2.188 2.188H2.625v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M.438 2.188H0v2.625h.438zm4.375 4.375H2.188v.438h2.625z" fill="#000"/>
	<path d="M.875 4.375H.438v.438h.438zm4.813.875h-.875v.438H2.188V5.25h-.875v-.438H.875v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h-.438zm.875-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.438H1.75v.438h.875zM1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm-.438.875H.438v.438h.438zm.438.438H.875v.438h.438zm.875.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm2.625-.438h-.438v.438h.438zM4.813.439h-.438v.438h.438zm0 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063.438h-.438v.438h.438zm-.438.437h-.437v.438h.438zm0 2.188h-.437v.438h.438zm-1.75 1.75H.438v.875h.438zm.438.875H.875v.438h.438zM5.251 0h-.875v.438h.875zm.438 6.125h-.875v.438h.875zm-3.5 0h-.876v.438h.875zm4.374-4.812h-.438v.875h.438zm-1.313 0h-.438v1.75h.438zM7 2.188h-.438v2.625H7zM5.687.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zm0 2.188h-.438v.438h.438zm1.75 1.75h-.438v.875h.438zm-.438.875h-.438v.438h.438z" fill="#000"/>
	<path d="M2.188.875H1.75v.438h.438z" fill="#b79cf8"/>
`;function ui(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ua}
	</svg>`}var ga=E`
	<path d="M4.813 5.25v-.875h-.438v-.437h-1.75v.438h-.437v.875H1.75v1.313h3.5V5.251z" fill="#ffe361"/>
	<path d="M6.125 1.313V.875H5.25V.438h-3.5v.438H.875v.438H.438v2.625h.438v.438h.875v-.439h3.5v.438h.875v-.438h.438V1.313z" fill="#ff2c52"/>
	<path d="M5.25 0h-3.5v.438h3.5z" fill="#000"/>
	<path d="M5.25.438h-3.5v.438h3.5zm-3.5.437H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#fff"/>
	<path d="M5.25 6.563h-3.5v.438h3.5zM.438 1.313H0v2.625h.438zM1.751.438H.875v.438h.875z" fill="#000"/>
	<path d="M.875 3.063v-1.75H.438v2.625h.875v-.875z" fill="#fff"/>
	<path d="M6.563 1.313h-.438v2.625h.438z" fill="#be0351"/>
	<path d="M6.563 2.625h-.875V3.5h.875zM5.25.875h-.875v.875h.875z" fill="#fff"/>
	<path opacity=".5" d="M6.563 2.625h-.438V3.5h.438z" fill="#be0351"/>
	<path d="M4.375 3.063h-1.75v.438h1.75zm.875.438h-.875v.438h.875zM2.625 3.5H1.75v.438h.875z" fill="#be0351"/>
	<path d="M2.625 4.375h-.437v.875h.438z" fill="#fff"/>
	<path d="M4.813 4.375h-.438v.875h.438zm0 .875v.875H1.75v.438h3.5V5.25z" fill="#ffb84b"/>
	<path d="M2.188 5.25H1.75v.875h.438z" fill="#fff"/>
	<path d="M1.75 3.938H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#be0351"/>
	<path d="M3.5 2.625h-.875V3.5H3.5z" fill="#fff"/>
	<path opacity=".5" d="M3.5 3.063h-.875v.438H3.5z" fill="#be0351"/>
	<path d="M4.375 3.5h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#fff"/>
	<path d="M.875.875H.438v.438h.438z" fill="#000"/>
	<path d="M2.188 1.313H1.75v.438h.438z" fill="#fff"/>
	<path d="M1.75 5.25h-.437v1.313h.438zm.438-.875h.438v-.437H1.75v.438H.875v.438h.875v.438h.438zM.875 3.938H.438v.438h.438zM7 1.313h-.438v2.625H7zM6.125.438H5.25v.438h.875zm.438.438h-.438v.438h.438zm-.438 3.5H5.25v-.438h-.875v.438h.438v.875h.438v1.313h.438V5.251h-.438v-.438h.875zh.438v-.438h-.438z" fill="#000"/>
`;function gi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ga}
	</svg>`}var _a=E`
	<path d="M6.125 3.063v-.438H5.25v-.437h-.438V1.75h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437v.438H1.75v.438H.875v.438H.438v.875h.438v.438h.875v.438h.438v.438h.438v.875h.438v.438h.875v-.438h.438v-.875h.438v-.438h.438v-.438h.875v-.44h.438v-.875z" fill="#47baff"/>
	<path d="M4.813 3.063h-.875v-.438h-.875v.438h-.875v.875h.875v.438h.875v-.438h.875z" fill="#b5e3ff"/>
	<path d="M1.313 0H.438v.438h.875zm.875.438h-.875v.438h.875zm-.438 1.75H.875v.438h.875zM.438.438H0v.875h.438z" fill="#000"/>
	<path d="M1.313.438H.438v.875h.438V.875h.438z" fill="#f0f0f0"/>
	<path d="M.438 3.063H0v.875h.438zM7.001.438h-.438v.875h.438zm-.438.875h-.438v.875h.438zm-5.688 0H.438v.875h.438zm1.75-.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.063.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm-1.313.875H1.75v.438h.438zm-.875.437H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 6.563v-.438h.875V5.25H1.75v-.438H.875v.875H.438v.875z" fill="#b79cf8"/>
	<path d="M.875 5.688H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.75H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188.875H.875v1.313h.875V1.75h.438zm3.938 1.313V.875H4.813v.875h.438v.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.875h.438zm-.438.875h-.437v.438h.438zm4.375-.438h-.438v.875h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M5.688 6.563v-.438h-.875V5.25h.438v-.438h.875v.875h.438v.875z" fill="#b79cf8"/>
	<path d="M6.563 5.688h-.438v.438h.438zm-.438-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M.875 2.625H.438v.438h.438zM7 3.063h-.438v.875H7zm-.438-.438h-.438v.438h.438zM4.374.437h-.436v.438h.438zm.875 1.313h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm0 2.625h-.875v.875h.875zM6.563.438h-.875v.438h.875zm-.875.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 2.188h-.875v.438h.875zm0 2.188h-.875v.438h.875zM6.563.001h-.875v.438h.875zm-.875.438h-.875v.438h.875zm.438 1.75h-.875v.438h.875zM1.313 6.563H.438v.438h.875zm.875-.438h-.875v.438h.875zm-.438-1.75H.875v.438h.875zM.437 5.688H0v.875h.438zm6.563 0h-.438v.875H7zm-.438-.875h-.438v.875h.438zm-5.687 0H.438v.875h.438zm1.75.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zm-1.75.875h-.438v.438h.438zm-.875-1.313H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188 5.25H1.75v.875h.438zm-.438-.438h-.437v.438h.438z" fill="#816bee"/>
	<path d="M.875 3.938H.438v.438h.438zm1.313-.875H1.75v.875h.438zm.875-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm2.188-.875h-.438v.875h.438zm-.438-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm1.75 0h-.438v.438h.438z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438zm-.438-.438h-.438v.438h.438zm0 1.313h-.438v.438h.438zm-.875 0h-.438v.438h.438zm-1.313.875h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm.875 1.75h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm-.874-1.749H1.75v.438h.438zM.875 3.5H.438v.438h.438zm.438.438H.875v.438h.438z" fill="#4282d8"/>
	<path d="M4.375 6.125h-.437v.438h.438zm.875-1.313h-.438v.438h.438zm-1.313 1.75h-.874V7h.875zm2.625 0h-.875V7h.875zm-.875-.438h-.875v.438h.875zm.438-1.75H5.25v.438h.875z" fill="#000"/>
`;function _i(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${_a}
	</svg>`}var za=E`
	<path d="M3.938.438h-.875v1.75h.875zm.875 2.625v-.438h-.438v-.437h-1.75v.438h-.437v.438H.438v.875h1.75v.438h.438v.438h.438v1.75h.875v-1.75h.438v-.438h.438v-.439h1.75v-.875z" fill="#bcef42"/>
	<path d="M1.75 0h-.437v.438h.438zm.875 2.188h-.437v.438h.438zm2.188 0h-.438v.438h.438zM5.688 0H5.25v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 1.313h-.875v.438h.875zm0 .438h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 5.25h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 6.125h-.875v.438h.875zm0-1.313h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 2.625h-.875v.438h.875zm0 1.313h-.875v.438h.875zm.438-.875h-.438v.875h.438z" fill="#000"/>
	<path d="M5.25 3.063h-.438v.875h.438z" fill="#7fb134"/>
	<path d="M3.063 3.063h-.438v.875h.438z" fill="#000"/>
	<path d="M2.625 2.625h-.437V3.5h.438z" fill="#f0f0f0"/>
	<path d="M1.313.438H.875v.438h.438z" fill="#000"/>
	<path d="M1.313.438v.438H.875v.438H.438v.438h1.313V.438z" fill="#6be473"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 1.313H.438v.438h1.313z" fill="#008456"/>
	<path d="M5.25 5.25v1.313h.438v-.438h.438v-.438h.438v-.438zm-4.812 0v.438h.438v.438h.438v.438h.438V5.251z" fill="#6be473"/>
	<path d="M1.75 5.25H.438v.438h1.313z" fill="#f0f0f0"/>
	<path d="M1.313 5.688v.875h.438v-.875z" fill="#008456"/>
	<path d="M6.125 1.313V.875h-.438V.438h-.438v1.313h1.313v-.438z" fill="#6be473"/>
	<path d="M5.688.438H5.25v.438h.438zm0 2.625H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.563 3.5H5.25v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 1.313H5.25v.438h1.313z" fill="#008456"/>
	<path d="M.875.875H.438v.438h.438zM3.063.437h-.438v1.75h.438zm1.313 0h-.438v1.75h.438zm2.625 2.625h-.438v.875h.438zm-.438-.438h-1.75v.438h1.75zm0 1.313h-1.75v.438h1.75zM.438 3.063H0v.875h.438zm1.75-.438H.438v.438h1.75z" fill="#000"/>
	<path d="M1.75 3.063H.438v.875h.438V3.5h.875z" fill="#f0f0f0"/>
	<path d="M2.188 3.938H.438v.438h1.75zM.438 1.313H0v.438h.438zm1.313 5.25h-.438v.438h.438zm.875-2.188h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75 3.5h-.437v.438h.438zm.438-.438H1.75v.875h.438z" fill="#7fb134"/>
	<path d="M2.188 3.063H1.75v.875h.438z" fill="#3f581a"/>
	<path d="M4.375 4.375h-1.75v.438h1.75z" fill="#7fb134"/>
	<path d="M4.375 2.188h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 3.938h-.438v.438h.438z" fill="#7fb134"/>
	<path d="M5.688 6.563H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zM3.939 6.562h-.876V7h.875zm-2.625-.438H.875v.438h.438zm-.438-.438H.438v.438h.438zm2.188-.875h-.439v1.75h.438zm1.313 0h-.439v1.75h.438zM1.75 1.75H.438v.438h1.75V.438H1.75zm3.5 0V.438h-.438v1.75h1.75V1.75z" fill="#000"/>
	<path d="M.438 4.813v.438h1.313v1.313h.438v-1.75zm4.375 0v1.75h.438V5.25h1.313v-.438zM.438 5.25H0v.438h.438z" fill="#000"/>
	<path d="M5.688 6.125H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#008456"/>
	<path d="M5.688 5.25H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 3.063h-.875v.875h.875z" fill="#7fb134"/>
	<path d="M3.938 1.75h-.875v.438h.875zm0 3.063h-.875v.438h.875zm1.313-1.75h-.438v.875h.438z" fill="#3f581a"/>
`;function zi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${za}
	</svg>`}var ba=E`
	<path d="M4.813 4.375h.438v-.437h1.313V3.5H5.251v-.437h-.438V1.75h.875v-.437H4.375v.438H3.063v-.438h-.438V.875H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v-.875h1.75v.438h-.439v.438h.438v.438h.875v-.438h1.313v-.438h-.875z" fill="#54cfff"/>
	<path d="M3.938 4.813H3.5v.438h.438zm1.75.438H5.25v.438h.438zm.875-1.75h-.438v.438h.438zM5.25 3.063h-.438v.438h.438zM1.312 4.376H.875v.438h.438zm.438.438h-.437v.875h.438zm2.625.875H3.063v.438h1.313zm0-1.313h-.437v.438h.438z" fill="#4282D8"/>
	<path d="M3.938 0H3.5v.438h.438zm.438.438h-.438v.438h.438zm-.876 0H1.75v.438H3.5zM1.75.875h-.437v.438h.438zm1.313 0h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875 0h-.438v.438h.438zM5.689.875H4.376v.438h1.313zm.438.438h-.438v.438h.438zm-4.814 0H.875v.438h.438zm-.438.437H.438v.438h.438zm-.437.438H0v2.625h.438zm.875.438H.875v1.75h.438zm.438-.438h-.438v.438h.438zm2.188-.438H1.75v.438h2.188z" fill="#000"/>
	<path d="M3.938 1.75H3.5v.875h.438zm1.75 0h-.875v.438h.875z" fill="#000"/>
	<path d="M5.25 1.75h-.438v1.313h.438zm1.313 1.313H5.25v.438h1.313zm.438.438h-.438v.438h.438zm-2.625-.875h-.438v1.75h.438zm2.188 1.313H5.251v.438h1.313zm-1.313.438h-.438v.875h.438z" fill="#000"/>
	<path d="M5.688 4.813h-.875v.438h.875zm.438.438h-.438v.438h.438zm-.438.438H4.375v.438h1.313zm-1.313.438h-1.75v.438h1.75zM3.5 4.814H1.75v.438H3.5zm-.875 1.75h-.437v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.875 0h-.437v.438h.438zm-1.75 0H.875v.438h.438zm-.438-.438H.438v.438h.438zm.875-.438h-.436v.438h.438zm2.188 0H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.625H3.5v-.437H1.75v.438h-.437v1.75h.438v.438h1.75v-.438h.438z" fill="#9af4dc"/>
	<path d="M3.5 4.375H1.75v.438H3.5zm-1.75-.437h-.437v.438h.438zm2.188 0H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.875.438h-.437v.438h.438zm.875-.875H1.75v.438H3.5z" fill="#f0f0f0"/>
	<path d="M3.5 5.688h-.437v.438h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm.875-.875h-.437v.438h.438zm.875-.438H1.75v.438h.875zm3.063.438H4.375v.438h1.313zM3.938.438H3.5v.438h-.437v.438h.438v.438h.438v-.439h.438V.875h-.439zM2.625 5.25h-.437v.438H1.75v.438h.438v.438h.438v-.438h.438v-.438h-.439z" fill="#f0f0f0"/>
`;function bi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ba}
	</svg>`}var ya=E`
	<path d="M5.688 1.313V.875h-.875v.438h-.438V.875h-.437V.438h-.875v.438h-.438v.438h-.437V.875h-.875v.438H.875v1.75h.875v.438h.438v-.438h2.625v.438h.438v-.438h.875v-1.75z" fill="#d1cdd5"/>
	<path d="M6.125 3.938V3.5h-1.75v-.437h-1.75v.438H.875v.438H.438v1.313h.438v.438h1.75v.438h.438v.438h.875v-.438h.438V5.69h1.75v-.438h.438V3.938z" fill="#57595f"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438zm-1.313 0h-.438v.438h.438zM2.625.875h-.437v.438h.438zM2.188.438h-.875v.438h.875zm-1.313.875H.438v1.75h.438zm.438-.438H.875v.438h.438zM.875 3.5H.438v.438h.438zm-.437.438H0v1.313h.438zm.438 1.313H.438v.438h.438zm1.75.438H.875v.438h1.75zm.438.438h-.439v.438h.438zm.875.438h-.876v.438h.875zm.438-.438h-.439v.438h.438zm1.75-.438h-1.75v.438h1.75zm.438-.438h-.438v.438h.438zm.438-1.313h-.438v1.313h.438zM6.565 3.5h-.438v.438h.438zm0-2.188h-.438v1.75h.438zM2.188 3.5H1.75v.438h.438zm.438-.438h-.438V3.5h.438zm1.75-.438H2.625v.438h1.75zm.438.438h-.438V3.5h.438zm.438.438h-.438v.438h.438zm.438-.438h-.438V3.5h.875v-.437zm-4.377.001H.875v.438h.875v-.438z" fill="#000"/>
	<path d="M.875 4.813H.438v.438h.438zm.438.438H.875v.438h.438zm1.75.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm-.438.438h-.875v.438h.875zm2.188-.875h-.438v.438h.438zm.438-1.313h-.438v1.313h.438z" fill="#35363a"/>
	<path d="M1.313 2.625H.875v.438h.438zm.875.438H1.75v.438h.438zm3.063 0h-.438v.438h.438zm-2.626-.438h-.437v.438h.438zm2.188 0h-.438v.438h.438z" fill="#847d8b"/>
	<path d="M5.25 3.063h-.438v.438h.438zm-.875-.875h-1.75v.438h1.75zm1.75-.438h-.438v1.313h.438z" fill="#847d8b"/>
	<path d="M1.75 1.75h-.437v.438h.438zm-.437-.437H.875v.438h.438zm.875-.438h-.875v.438h.875zm.875 0h-.438v.438h.438zm.875-.438h-.875v.438h.875zm.438.438h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M.875 3.938H.438v.438h.438zm.438-.438H.875v.438h.438zm1.313 0h-.438v.438h.438zm1.75-.438H2.625V3.5h1.75zm.875.875h-.438v.438h.438zm.875-.438h-.875v.438h.875z" fill="#d8d8d8"/>
`;function yi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ya}
	</svg>`}var xa=E`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H2.625v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.438v.438h.438v.438h.438v.438h2.188v-.438h.875v-.438h.438v-.438h.438v-.875h.438V1.75z" fill="#bcef42"/>
	<path d="M6.563.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.438v.438h.875z" fill="#bcef42"/>
	<path d="M1.75 6.125H.438v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 3.5h-.438v.875h.438z" fill="#816bee"/>
	<path d="M5.25.438H2.625v.438H5.25z" fill="#f0f0f0"/>
	<path d="M5.25.875H2.625v.438H5.25z" fill="#b79cf8"/>
	<path d="M4.375 6.125H2.188v.438h2.188z" fill="#816bee"/>
	<path d="M6.563.875h-.438v.438h.438z" fill="#bcef42"/>
	<path d="M2.625 2.188h-.437v.438h.438zM1.313 1.75H.875v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625 1.313h-.437v.438h.438zm3.063 0H5.25v.438h.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.438h.438zm.875 1.75h-.438v.438h.438zM.875 5.25H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 4.813h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M6.563.438v.875h-.438V.875h-.438v.438h.438v.438h.438v2.625h.438V.438zm-5.25.875H.875v.438h.438zm.438-.438h.875V.438H1.75zh-.438v.438h.438zm4.813 3.5h-.438v.875h.438zM.875 1.75H.438v.875h.438zM5.25 6.125h-.875v.438h.875zm.875-.875h-.438v.438h.438zm-4.812 0H.875v.438h.438zm.438.438h-.438v.438h.438zm-.875-.875H.438v.438h.438zm4.813.875h-.438v.438h.438zM.438 2.625H0v3.938h.438z" fill="#000"/>
	<path d="M5.25.875h.438V.438h.875V0H2.625v.438H5.25zM2.188 6.563v-.438H1.75v.438H.438v.438h3.938v-.438z" fill="#000"/>
	<path d="M.875 2.625H.438V3.5h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.625H3.5v.438h.875zm-.438 1.75h-.874v.438h.875zm.875-1.313h-.438v.875h.438zm-3.5 1.75h.875v-.438H1.75V2.188h-.437zm3.5-3.063H3.063v.438h1.75zm-.438 3.5H2.625v.438h1.75zm2.188-3.063h-.438v1.313h.438zM.875 3.5H.438v1.313h.438zm1.313-1.75H1.75v.438h.438zm1.313 1.313h-.438v.438h.438zm-.438.875h-.438v.438h.438zm-.438.875h-.437v.438h.438zm1.75-.875h-.437v.438h.438zm.438.875h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-2.188-1.75v-.437h-.438v.438h-.437v1.313h.438V2.625zm3.063-.875h-.438v.438h.438zm-.875.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM1.313 4.813H.875v.438h.438zm.438.438h-.438v.438h.438zm.438.438H1.75v.438h.438z" fill="#b79cf8"/>
`;function xi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${xa}
	</svg>`}var Ma=E`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.438h.438v-.438h.438V1.75z" fill="#d1cdd5"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.438h.438zm.875 3.938h-.437v.875h.438zm-.438-.438H.875v.438h.438zm.875 1.313H1.75v.438h.438zM.874 4.376H.438v.438h.438z" fill="#000"/>
	<path d="M1.75 4.813h-.437v.438h.438zm.438.875H1.75v.438h.438zm-.875-1.313H.875v.438h.438zm1.75-1.313H1.75v1.313h1.313z" fill="#847d8b"/>
	<path d="M3.063 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 3.063H3.938v1.313h1.313z" fill="#847d8b"/>
	<path d="M5.25 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 5.254h.438v-.438H5.25zm-.438.875h.438v-.438h-.438zm.875-1.313h.438v-.438h-.438z" fill="#847d8b"/>
	<path d="M.438 1.75H0v2.625h.438z" fill="#000"/>
	<path d="M.875 1.75H.438v2.625h.438z" fill="#fff"/>
	<path d="M5.25.879h.438V.441H5.25zm.438.438h.438V.879h-.438zm.438.438h.438v-.438h-.438zM5.251 6.13h.438v-.875h-.438zm.438-.875h.438v-.438h-.438zm-.875 1.313h.438V6.13h-.438zm1.313-1.75h.438V4.38h-.438zm.438-.438h.438V1.755h-.438z" fill="#000"/>
	<path d="M6.125 4.379h.438V1.754h-.438z" fill="#847d8b"/>
	<path d="M1.75 0v.438h3.5V0z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm.438.438h-.438v.438h.438zm3.5-.433h.438V.88h-.438zm.438.438h.438v-.438h-.438zM1.75.438v.438h3.5V.438z" fill="#fff"/>
	<path d="M2.188 6.563v.438h2.625v-.438z" fill="#000"/>
	<path d="M2.188 6.125v.438h2.625v-.438z" fill="#847d8b"/>
	<path d="M3.063 5.688h-.438v.875h.438zm1.313 0h-.438v.875h.438z" fill="#57595f"/>
`;function Mi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ma}
	</svg>`}var wa=E`
	<path d="M3.063 0H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm-.875 2.187H3.5v1.75h.438zm-3.5-.437H0v2.625h.438zM6.563.875h-1.75v.438h1.75z" fill="#000"/>
	<path d="M3.063.438H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm1.75.438h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M3.063 6.563H1.75v.438h1.313z" fill="#000"/>
	<path d="M2.625 6.125v-.438h-.437v-.875H1.75V2.188h.438v-.875h.438V.875H1.75v.438H.875v1.75H.438v1.75h.438v.875h.438v.438h.438v.438h1.313v-.438z" fill="#ffe361"/>
	<path d="M3.063 6.125H1.75v.438h1.313z" fill="#ffb84b"/>
	<path d="M4.813 6.125h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ffe361"/>
	<path d="M6.563 5.688h-1.75v.438h1.75zM1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.875h.438zm6.125 0h-.438v.438H7zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.875h.438zm.875 3.063h-.438v.438h.438zm-.438-.438h-.438v.438h.438zm-.438-.875h-.438v.875h.438zm-.438-.875h-.438v.875h.438zM1.747 6.127h-.434v.438h.438zm-.438-.438H.875v.438h.438zm-.438-.875H.438v.875h.438zm1.313-2.625H1.75v2.625h.438zM3.059.876h-.434v.438h.438zm-.434.437h-.437v.875h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm1.75 0h-.437v.875h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.313H1.75v.875h.438z" fill="#ffb84b"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625.875h-.437v.438h.438zm1.313.875H3.5v.875h.438zm.438-.438h-.438v.438h.438zm-2.188 3.5H1.75v.438h.438zm-.438.875h-.437v.438h.438zm-.438-.875H.875v.875h.438zm2.188.875v-.438h-.437v-.438h-.438v.875h.438v.438h1.75v-.438zm.438-1.313H3.5v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="url(#a)"/>
	<path d="M6.125 5.25v-.438h-.438v-.874h-.438v-.875h.438v-.875h.438V1.75H4.812v.438h-.438v.438h-.436v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ff2c52"/>
	<path d="M5.688 2.188H5.25v.875h.438zm.438-.438h-.438v.438h.438zm-.438 2.188H5.25v.438h.438zM5.25 5.251v-.438h-.875v.438h.438v.438h1.75v-.438z" fill="#be0351"/>
	<path d="M1.313 1.313H.875v.438h.438zm0 1.75H.875v.438h.438zm1.75-1.75h-.438v.438h.438zm1.75.438h-.438v.438h.438zm-.438.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 1.75h-.437v.875h.438zM3.062 5.688h-.437v.438h.438zm-.438-.875h-.436v.875h.438zm2.188.438h-.438v.438h.438zm-.438-.875h-.436v.875h.438z" fill="#000"/>
	<defs>
		<radialGradient id="a" cx=".75" cy=".5" r="1" fx=".75" fy=".5">
		<stop stop-color="#ff2c52" offset="30%"/>
		<stop stop-color="#ffe361" offset="70%"/>
		</radialGradient>
	</defs>
`;function wi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${wa}
	</svg>`}var Ha=E`
	<path d="M4.813.438v.438h-.438v.438h-.437v.438H3.5v.438h-.437v.875h-.438v.438H3.5v.875h.438v-.44h.875V3.5h.438v-.437h.438v-.438h.438v-.437h.438V.438z" fill="#d1cdd5"/>
	<path d="M1.313 3.938h.438v.438h.875v.875h.438v.438h.875v.438h.875v-.875h-.876v-.438H3.5v-.438h-.437v-.438h-.438V3.5h-.437v-.437H1.75v-.875H.875v.875h.438z" fill="#ffe361"/>
	<path d="M2.188 4.813h-.875v.875h.875zm-.875.875H.438v.875h.875z" fill="#ffe361"/>
	<path d="M4.813.438h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-.437.438h-.438v.875h.438zm-.875 0H1.75v.875h.438zm-1.313 0H.438v.875h.438zm.438.875H.875v.875h.438zm3.5.875h-.875v.438h.875zm0 .875h-.875v.438h.875zm.438.438h-.438v.875h.438z" fill="#000"/>
	<path d="M6.563.438h-.438v1.75h.438z" fill="#847d8b"/>
	<path d="M.438 5.688H0v.875h.438zm4.375.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#000"/>
	<path d="M2.188 5.25h-.875v.438h.875zm-.875.875H.438v.438h.875z" fill="#ffb84b"/>
	<path d="M1.313 6.125v.438h.438v-.438h.438v-.438h-.876zm1.313-.875v-.875H1.75v-.437h-.437v.875h.875v.875h.875V5.25zm-1.313 0v-.438H.875v.438H.438v.438h.875zm0 1.313H.438v.438h.875zM1.75 1.75H.875v.438h.875zm1.313 2.188v.438h.438V3.5h-.876v.438z" fill="#000"/>
	<path d="M5.688 1.313H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.436v.438h.438zm-.436.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M3.063 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 3.5h-.437v.438h.438zm-.437-.875H.875v.438h.438zm.875 1.313H1.75v.438h.438zm.875.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M3.938 4.375H3.5v.438h.438zM2.625 3.063h-.437v.438h.438zm3.938-.875h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438-3.5V.44h1.75v1.75h.438V0z" fill="#000"/>
	<path d="M4.813 5.25h-.438v.438h.438zm-.875-.438H3.5v.438h.438zM3.5 4.374h-.437v.438h.438zm-.437-.436h-.438v.438h.438zM2.625 3.5h-.437v.438h.438zm-.437-.437H1.75v.438h.438zM3.5 2.188h-.437v.438h1.313v-.438h-.438V1.75H3.5zM4.375.875v.438h-.437v.438h1.313v-.438h-.438V.875zm1.75-.438H4.812v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.873.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M1.75 2.188h-.437v.438h.438zm0 2.625h-.437v.438h.438zm-.875.875H.438v.438h.438z" fill="#f0f0f0"/>
`;function Hi(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ha}
	</svg>`}var $a=E`
	<path d="M5.688 2.625v-.437H5.25V1.75h-.438v-.437h-.438V.875h-.436V.438h-.875v.438h-.438v.438h-.437v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.875v.438h3.5v-.438h.875v-.438h.438V3.5h-.438v-.875z" fill="#0abbff"/>
	<path d="M3.063 0v.438h.875V0zm-.438.438v.438h.438V.438zm1.313 0v.438h.438V.438zm.438.438v.438h.438V.875zm.438.438v.438h.438v-.439zm.438.438v.438h.438v-.44zm.438.438v.438h.438v-.44zm.438.438v.875h.438v-.878zm-5.69-.003V3.5h.438v-.875zM0 3.5v2.188h.438V3.5zm6.563 0v2.188h.438V3.5zM2.188.875v.438h.438V.875zm-.438.438v.438h.438v-.438zm-.437.437v.438h.438V1.75zm-.438.438v.438h.438v-.438zm-.438 3.5v.438h.438v-.438zm5.688 0v.438h.438v-.438zm-4.375.875v.438h3.5v-.438z" fill="#000"/>
	<path d="M1.75 6.125v.438h3.5v-.438z" fill="#4282d8"/>
	<path d="M.875 6.125v.438h.875v-.438zm5.25.438v-.438H5.25v.438z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#fff"/>
	<path opacity=".5" d="M4.813 3.5v-.437h-.438v-.438h-.437v-.437h-.875v.438h-.438v.438h-.437v.438H1.75v1.313h.438v.438h2.625v-.438h.438V3.5z" fill="#fff"/>
	<path d="M2.625.875v.438h.438V.875zm-.437.438v.438h.438v-.438zm.438.438v.438h.438V1.75zM1.75 1.75v.438h.438V1.75zm-.437.438v.438h.438v-.438zm-.438.437V3.5h.438v-.875zM.438 3.5v.875h.438V3.5z" fill="#fff"/>
	<path d="M5.25 2.188v.438h.438v-.438zm.438.438v.875h.438v-.876zm.438.875v1.75h-.438v.438H5.25v.438h.875v-.438h.438V3.5zM.875 6.125h.875v-.438H.875z" fill="#4282d8"/>
`;function $i(i={}){return m`<svg
		${j(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${$a}
	</svg>`}var ka=globalThis.$discordMessage??{};function ct(){return ka}var Fi={blue:"data:,",gray:"data:,",green:"data:,",orange:"data:,",red:"data:,",pink:"data:,"},qi=ct().avatars??{},Ce=Object.assign(Fi,qi,{default:Fi[qi.default]??qi.default??Fi.blue}),dt=ct().profiles??{},js=ct().defaultTheme==="light"?"light":"dark",As=ct().defaultMode==="compact"?"compact":"cozy",Vs=ct().defaultBackground==="none"?"none":"discord",Ss=new Map([["heart",di()],["crystal",oi()],["diamond",li()],["explosion",hi()],["flame",ni()],["flower",ci()],["key",mi()],["leaf",fi()],["lightning",vi()],["magic",pi()],["moon",ui()],["mushroom",gi()],["mythical",_i()],["ornament",zi()],["plasma",bi()],["rock",yi()],["shell",xi()],["skull",Mi()],["sun",wi()],["sword",Hi()],["water",$i()]]);var ki=class extends Error{constructor(t){super(t),this.name="DiscordComponentsError"}},Ta=new Intl.DateTimeFormat("en-US",{day:"2-digit",month:"2-digit",year:"numeric"}),Ca=new Intl.DateTimeFormat("en-US",{hour12:!0,hour:"2-digit",minute:"2-digit"}),Ea=new Intl.DateTimeFormat("en-US",{hour12:!1,hour:"2-digit",minute:"2-digit"}),ja=i=>i instanceof Date?Ta.format(i):i,Aa=(i,t=!1)=>i instanceof Date?t?Ea.format(i):Ca.format(i):i;function gt(i,t=!1,s=!1){if(!(i instanceof Date)&&typeof i!="string")throw new TypeError("Timestamp prop must be a Date object or a string.");return t?Aa(i,s):ja(i)}var Va=/(?:<(?<animated>a)?:(?<name>\w{2,32}):)?(?<id>\d{17,21})>?/;function _t(i){let t=ct().emojis?.[i];if(t)return t;let s=Va.exec(i);if(s?.groups){let{name:e,id:a,animated:h}=s.groups,r=h?"gif":"png";return{name:e,url:"data:,"}}}function Ti(i){if(i)return Ss.get(i)??i}var Sa=E`
	<path
		fill="currentColor"
		d="M10 5V3H5.375C4.06519 3 3 4.06519 3 5.375V18.625C3 19.936 4.06519 21 5.375 21H18.625C19.936 21 21 19.936 21 18.625V14H19V19H5V5H10Z"
	/>
	<path fill="currentColor" d="M21 2.99902H14V4.99902H17.586L9.29297 13.292L10.707 14.706L19 6.41302V9.99902H21V2.99902Z"
	/>
`;function Zi(i={}){return m`<svg ${j(i)} class="discord-button-launch" aria-hidden="false" width="16" height="16" viewBox="0 0 24 24">
		${Sa}
	</svg>`}var mt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},He=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},jh=(()=>{let i=[G("discord-button")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[];var R=class extends a{static{e=this}static{let V=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({reflect:!0,attribute:"emoji"})],u=[z({reflect:!0,attribute:"emoji-name"})],o=[z({reflect:!0,attribute:"url"})],p=[z({type:Boolean,reflect:!0,attribute:"disabled"})],v=[z({reflect:!0,attribute:"type"})],Z=[z({reflect:!0,attribute:"modal-id"})],mt(this,null,h,{kind:"accessor",name:"emoji",static:!1,private:!1,access:{has:H=>"emoji"in H,get:H=>H.emoji,set:(H,q)=>{H.emoji=q}},metadata:V},r,c),mt(this,null,u,{kind:"accessor",name:"emojiName",static:!1,private:!1,access:{has:H=>"emojiName"in H,get:H=>H.emojiName,set:(H,q)=>{H.emojiName=q}},metadata:V},f,l),mt(this,null,o,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:H=>"url"in H,get:H=>H.url,set:(H,q)=>{H.url=q}},metadata:V},y,_),mt(this,null,p,{kind:"accessor",name:"disabled",static:!1,private:!1,access:{has:H=>"disabled"in H,get:H=>H.disabled,set:(H,q)=>{H.disabled=q}},metadata:V},d,n),mt(this,null,v,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:H=>"type"in H,get:H=>H.type,set:(H,q)=>{H.type=q}},metadata:V},O,C),mt(this,null,Z,{kind:"accessor",name:"modalId",static:!1,private:!1,access:{has:H=>"modalId"in H,get:H=>H.modalId,set:(H,q)=>{H.modalId=q}},metadata:V},w,x),mt(null,t={value:e},i,{kind:"class",name:e.name,metadata:V},null,s),R=e=t.value,V&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:V})}static styles=W`
		:host > *:first-child {
			display: flex;
			justify-content: center;
			align-items: center;
			cursor: pointer;
			margin: 4px 8px 4px 0;
			padding: 2px 16px;
			width: auto;
			height: 32px;
			min-width: 60px;
			min-height: 32px;
			-webkit-transition:
				background-color 0.17s ease,
				color 0.17s ease;
			transition:
				background-color 0.17s ease,
				color 0.17s ease;
			border-radius: 3px;
			font-size: 14px;
			font-weight: 500;
			line-height: 16px;
			text-decoration: none !important;
			/* CSS Reset to unset button styling */
			border-width: unset;
			border-style: unset;
			border-color: unset;
			border-image: unset;
			box-sizing: unset;
			font-family: inherit;
		}

		.success {
			color: #fff;
			background-color: #24804a;
		}

		.success.hoverable:hover {
			background-color: #2d7d46;
		}

		.destructive {
			color: #fff;
			background-color: #c93a3e;
		}

		.destructive.hoverable:hover {
			background-color: #c03537;
		}

		.primary {
			color: #fff;
			background-color: var(--primary, #5865f2);
		}

		.primary.hoverable:hover {
			background-color: #4752c4;
		}

		.secondary {
			color: #fff;
			background-color: #4f545c;
		}

		.secondary.hoverable:hover {
			background-color: #5d6269;
		}

		.disabled {
			cursor: not-allowed !important;
			opacity: 0.5;
		}

		.launch {
			margin-left: 8px;
		}

		.emoji {
			margin-right: 4px;
			object-fit: contain;
			width: 1.375em;
			height: 1.375em;
			vertical-align: bottom;
		}
	`;#e=He(this,r,void 0);get emoji(){return this.#e}set emoji(V){this.#e=V}#t=(He(this,c),He(this,f,"emoji"));get emojiName(){return this.#t}set emojiName(V){this.#t=V}#i=(He(this,l),He(this,y,void 0));get url(){return this.#i}set url(V){this.#i=V}#s=(He(this,_),He(this,d,!1));get disabled(){return this.#s}set disabled(V){this.#s=V}#a=(He(this,n),He(this,O,"secondary"));get type(){return this.#a}set type(V){this.#a=V}#r=(He(this,C),He(this,w,void 0));get modalId(){return this.#r}set modalId(V){this.#r=V}validButtonTypes=(He(this,x),new Set(["primary","secondary","success","destructive"]));checkType(){if(this.type){if(typeof this.type!="string")throw new TypeError("DiscordButton `type` prop must be a string.");if(!this.validButtonTypes.has(this.type))throw new RangeError("DiscordButton `type` prop must be one of: 'primary', 'secondary', 'success', 'destructive'")}}checkParentElement(){if(this.parentElement?.tagName.toLowerCase()!=="discord-action-row")throw new ki("All <discord-button> components must be direct children of <discord-action-row>.")}handleButtonClick(){if(this.modalId){let V=this.parentElement?.parentElement?.parentElement?.parentElement;if(V?.tagName?.toLowerCase()==="discord-messages"){let H=V?.querySelector("discord-modal"),q=H?.shadowRoot?.querySelector(`dialog#${this.modalId}`),he=q?.querySelector("div.discord-modal-box");if(q instanceof HTMLDialogElement&&he instanceof HTMLDivElement&&(q.showModal(),he.style.display="flex",H)){let ne=globalThis.getComputedStyle(globalThis.document.body).overflow;H.originalBodyOverflow=ne,globalThis.document.body.style.overflow="hidden"}}}}render(){this.checkType(),this.checkParentElement();let V=this.url&&!this.disabled,H=m`
			${I(this.emoji,()=>m`<img src=${this.emoji} alt=${this.emojiName} draggable="true" class="emoji" />`)}
			<span>
				<slot></slot>
			</span>
			${I(this.url,()=>Zi())}
		`;return V?m`<a class="secondary" href=${this.url} target="_blank" rel="noopener noreferrer">${H}</a>`:m`<button
			class=${Ie({[this.type]:!0,disabled:this.disabled,hoverable:!this.disabled})}
			@click=${this.handleButtonClick}
		>
			${H}
		</button>`}static{He(e,s)}};return R=e})();var it=class extends Event{constructor(t,s,e,a){super("context-request",{bubbles:!0,composed:!0}),this.context=t,this.contextTarget=s,this.callback=e,this.subscribe=a??!1}};var zt=class{constructor(t,s,e,a){if(this.subscribe=!1,this.provided=!1,this.value=void 0,this.t=(h,r)=>{this.unsubscribe&&(this.unsubscribe!==r&&(this.provided=!1,this.unsubscribe()),this.subscribe||this.unsubscribe()),this.value=h,this.host.requestUpdate(),this.provided&&!this.subscribe||(this.provided=!0,this.callback&&this.callback(h,r)),this.unsubscribe=r},this.host=t,s.context!==void 0){let h=s;this.context=h.context,this.callback=h.callback,this.subscribe=h.subscribe??!1}else this.context=s,this.callback=e,this.subscribe=a??!1;this.host.addController(this)}hostConnected(){this.dispatchRequest()}hostDisconnected(){this.unsubscribe&&(this.unsubscribe(),this.unsubscribe=void 0)}dispatchRequest(){this.host.dispatchEvent(new it(this.context,this.host,this.t,this.subscribe))}};var Ci=class{get value(){return this.o}set value(t){this.setValue(t)}setValue(t,s=!1){let e=s||!Object.is(t,this.o);this.o=t,e&&this.updateObservers()}constructor(t){this.subscriptions=new Map,this.updateObservers=()=>{for(let[s,{disposer:e}]of this.subscriptions)s(this.o,e)},t!==void 0&&(this.value=t)}addCallback(t,s,e){if(!e)return void t(this.value);this.subscriptions.has(t)||this.subscriptions.set(t,{disposer:()=>{this.subscriptions.delete(t)},consumerHost:s});let{disposer:a}=this.subscriptions.get(t);t(this.value,a)}clearCallbacks(){this.subscriptions.clear()}};var Wi=class extends Event{constructor(t,s){super("context-provider",{bubbles:!0,composed:!0}),this.context=t,this.contextTarget=s}},bt=class extends Ci{constructor(t,s,e){super(s.context!==void 0?s.initialValue:e),this.onContextRequest=a=>{if(a.context!==this.context)return;let h=a.contextTarget??a.composedPath()[0];h!==this.host&&(a.stopPropagation(),this.addCallback(a.callback,h,a.subscribe))},this.onProviderRequest=a=>{if(a.context!==this.context||(a.contextTarget??a.composedPath()[0])===this.host)return;let h=new Set;for(let[r,{consumerHost:c}]of this.subscriptions)h.has(r)||(h.add(r),c.dispatchEvent(new it(this.context,c,r,!0)));a.stopPropagation()},this.host=t,s.context!==void 0?this.context=s.context:this.context=s,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener("context-request",this.onContextRequest),this.host.addEventListener("context-provider",this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new Wi(this.context,this.host))}};function St({context:i}){return(t,s)=>{let e=new WeakMap;if(typeof s=="object")return{get(){return t.get.call(this)},set(a){return e.get(this).setValue(a),t.set.call(this,a)},init(a){return e.set(this,new bt(this,{context:i,initialValue:a})),a}};{t.constructor.addInitializer((r=>{e.set(r,new bt(r,{context:i}))}));let a=Object.getOwnPropertyDescriptor(t,s),h;if(a===void 0){let r=new WeakMap;h={get(){return r.get(this)},set(c){e.get(this).setValue(c),r.set(this,c)},configurable:!0,enumerable:!0}}else{let r=a.set;h={...a,set(c){e.get(this).setValue(c),r?.call(this,c)}}}return void Object.defineProperty(t,s,h)}}}function ee({context:i,subscribe:t}){return(s,e)=>{typeof e=="object"?e.addInitializer((function(){new zt(this,{context:i,callback:a=>{s.set.call(this,a)},subscribe:t})})):s.constructor.addInitializer((a=>{new zt(a,{context:i,callback:h=>{a[e]=h},subscribe:t})}))}}var Ia=E`
	<path
		fill="currentColor"
		d="M18.91 12.98a5.45 5.45 0 0 1 2.18 6.2c-.1.33-.09.68.1.96l.83 1.32a1 1 0 0 1-.84 1.54h-5.5A5.6 5.6 0 0 1 10 17.5a5.6 5.6 0 0 1 5.68-5.5c1.2 0 2.32.36 3.23.98Z"
	/>
	<path
		fill="currentColor"
		d="M19.24 10.86c.32.16.72-.02.74-.38L20 10c0-4.42-4.03-8-9-8s-9 3.58-9 8c0 1.5.47 2.91 1.28 4.11.14.21.12.49-.06.67l-1.51 1.51A1 1 0 0 0 2.4 18h5.1a.5.5 0 0 0 .49-.5c0-4.2 3.5-7.5 7.68-7.5 1.28 0 2.5.3 3.56.86Z"
	/>
`;function Dt(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 20 20"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ia}
	</svg>`}var Oa=E`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M10.99 3.16A1 1 0 1 0 9 2.84L8.15 8H4a1 1 0 0 0 0 2h3.82l-.67 4H3a1 1 0 1 0 0 2h3.82l-.8 4.84a1 1 0 0 0 1.97.32L8.85 16h4.97l-.8 4.84a1 1 0 0 0 1.97.32l.86-5.16H20a1 1 0 1 0 0-2h-3.82l.67-4H21a1 1 0 1 0 0-2h-3.82l.8-4.84a1 1 0 1 0-1.97-.32L15.15 8h-4.97l.8-4.84ZM14.15 14l.67-4H9.85l-.67 4h4.97Z"
	/>
`;function It(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Oa}
	</svg>`}var Ba=E`
	<path
		fill="currentColor"
		d="M12 2.81a1 1 0 0 1 0-1.41l.36-.36a1 1 0 0 1 1.41 0l9.2 9.2a1 1 0 0 1 0 1.4l-.7.7a1 1 0 0 1-1.3.13l-9.54-6.72a1 1 0 0 1-.08-1.58l1-1L12 2.8ZM12 21.2a1 1 0 0 1 0 1.41l-.35.35a1 1 0 0 1-1.41 0l-9.2-9.19a1 1 0 0 1 0-1.41l.7-.7a1 1 0 0 1 1.3-.12l9.54 6.72a1 1 0 0 1 .07 1.58l-1 1 .35.36ZM15.66 16.8a1 1 0 0 1-1.38.28l-8.49-5.66A1 1 0 1 1 6.9 9.76l8.49 5.65a1 1 0 0 1 .27 1.39ZM17.1 14.25a1 1 0 1 0 1.11-1.66L9.73 6.93a1 1 0 0 0-1.11 1.66l8.49 5.66Z"
	/>
`;function Ot(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ba}
	</svg>`}var Pa=E`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M6 9h1V6a5 5 0 0 1 10 0v3h1a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Zm9-3v3H9V6a3 3 0 1 1 6 0Zm-1 8a2 2 0 0 1-1 1.73V18a1 1 0 1 1-2 0v-2.27A2 2 0 1 1 14 14Z"
	/>
`;function Bt(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Pa}
	</svg>`}var Ua=E`
	<path
		fill="currentColor"
		d="M12 3a1 1 0 0 0-1-1h-.06a1 1 0 0 0-.74.32L5.92 7H3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2.92l4.28 4.68a1 1 0 0 0 .74.32H11a1 1 0 0 0 1-1V3ZM15.1 20.75c-.58.14-1.1-.33-1.1-.92v-.03c0-.5.37-.92.85-1.05a7 7 0 0 0 0-13.5A1.11 1.11 0 0 1 14 4.2v-.03c0-.6.52-1.06 1.1-.92a9 9 0 0 1 0 17.5Z"
	/>
	<path
		fill="currentColor"
		d="M15.16 16.51c-.57.28-1.16-.2-1.16-.83v-.14c0-.43.28-.8.63-1.02a3 3 0 0 0 0-5.04c-.35-.23-.63-.6-.63-1.02v-.14c0-.63.59-1.1 1.16-.83a5 5 0 0 1 0 9.02Z"
	/>
`;function Pt(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ua}
	</svg>`}var yt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Ee=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},ie="light-theme",je="compact-mode",Gi="no-background",Cn=(()=>{let i=[G("discord-messages")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[];var Z=class extends a{static{e=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[St({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],u=[St({context:Gi}),z({type:Boolean,reflect:!0,attribute:"no-background"})],o=[St({context:je}),z({type:Boolean,reflect:!0,attribute:"compact-mode"})],p=[z({reflect:!0,attribute:"channel-type"})],v=[z({reflect:!0,attribute:"channel-name"})],yt(this,null,h,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:x=>"lightTheme"in x,get:x=>x.lightTheme,set:(x,R)=>{x.lightTheme=R}},metadata:w},r,c),yt(this,null,u,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:x=>"noBackground"in x,get:x=>x.noBackground,set:(x,R)=>{x.noBackground=R}},metadata:w},f,l),yt(this,null,o,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:x=>"compactMode"in x,get:x=>x.compactMode,set:(x,R)=>{x.compactMode=R}},metadata:w},y,_),yt(this,null,p,{kind:"accessor",name:"channelType",static:!1,private:!1,access:{has:x=>"channelType"in x,get:x=>x.channelType,set:(x,R)=>{x.channelType=R}},metadata:w},d,n),yt(this,null,v,{kind:"accessor",name:"channelName",static:!1,private:!1,access:{has:x=>"channelName"in x,get:x=>x.channelName,set:(x,R)=>{x.channelName=R}},metadata:w},O,C),yt(null,t={value:e},i,{kind:"class",name:e.name,metadata:w},null,s),Z=e=t.value,w&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		:host {
			color: #fff;
			background-color: #36393e;
			display: block;
			font-size: 16px;
			font-family: inherit;
			line-height: 170%;
			border: 1px solid rgba(255, 255, 255, 0.05);
		}

		:host([light-theme]) {
			color: #747f8d;
			background-color: #fff;
			border-color: #dedede;
		}

		:host([no-background]) {
			background-color: unset;
		}

		::slotted(*) {
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
		}

		::slotted(*:first-child) {
			margin-top: 0.5rem;
		}

		::slotted(*:not(:first-child)) {
			margin-top: 1.0625rem;
		}

		:host([compact-mode]) ::slotted(*:not(:first-child)) {
			margin-top: unset;
		}

		::slotted(*:last-child) {
			margin-bottom: 0.5rem;
			border-bottom-width: 0;
		}

		:host .discord-channel-header {
			display: flex;
			align-items: center;
			padding: 0.5rem 1rem;
			box-shadow:
				0 2px 0 0 rgba(0, 0, 0, 0.05),
				0 1.5px 0 0 rgba(0, 0, 0, 0.05),
				0 1px 0 0 rgba(0, 0, 0, 0.16);
		}

		:host .discord-channel-icon {
			height: 24px;
			width: auto;
			margin: 0 8px;
			position: relative;
			flex: 0 0 auto;
			color: #80848e;
		}

		:host([light-theme]) .discord-channel-icon {
			color: #6d6f78;
		}

		:host .discord-channel-name {
			margin: 0 8px 0 0;
			flex: 0 0 auto;
			min-width: auto;
		}
	`;#e=Ee(this,r,!1);get lightTheme(){return this.#e}set lightTheme(w){this.#e=w}#t=(Ee(this,c),Ee(this,f,!1));get noBackground(){return this.#t}set noBackground(w){this.#t=w}#i=(Ee(this,l),Ee(this,y,!1));get compactMode(){return this.#i}set compactMode(w){this.#i=w}#s=(Ee(this,_),Ee(this,d,void 0));get channelType(){return this.#s}set channelType(w){this.#s=w}#a=(Ee(this,n),Ee(this,O,void 0));get channelName(){return this.#a}set channelName(w){this.#a=w}connectedCallback(){super.connectedCallback(),(this.lightTheme||js==="light"&&this.lightTheme)&&(this.lightTheme=!0),(this.compactMode||As==="compact"&&this.compactMode)&&(this.compactMode=!0),(this.noBackground||Vs==="none"&&this.noBackground)&&(this.noBackground=!0)}render(){let w;switch(this.channelType){case"text":w=m`${It()}`;break;case"voice":w=m`${Pt()}`;break;case"locked":w=m`${Bt()}`;break;case"thread":w=m`${Ot()}`;break;case"forum":w=m`${Dt()}`;break}return m`
			${I(this.channelType&&this.channelName,()=>m`<div class="discord-channel-header">
						<div class="discord-channel-icon">${w}</div>
						<div class="discord-channel-name">${this.channelName}</div>
					</div>`)}
			<slot></slot>
		`}constructor(){super(...arguments),Ee(this,C)}static{Ee(e,s)}};return Z=e})();var Ei=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},ft=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},In=(()=>{let i=[G("discord-code")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[];var p=class extends a{static{e=this}static{let d=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({type:Boolean,reflect:!0})],u=[ee({context:ie,subscribe:!0}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],o=[z({type:Boolean,reflect:!0})],Ei(this,null,h,{kind:"accessor",name:"multiline",static:!1,private:!1,access:{has:n=>"multiline"in n,get:n=>n.multiline,set:(n,v)=>{n.multiline=v}},metadata:d},r,c),Ei(this,null,u,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:n=>"lightTheme"in n,get:n=>n.lightTheme,set:(n,v)=>{n.lightTheme=v}},metadata:d},f,l),Ei(this,null,o,{kind:"accessor",name:"embed",static:!1,private:!1,access:{has:n=>"embed"in n,get:n=>n.embed,set:(n,v)=>{n.embed=v}},metadata:d},y,_),Ei(null,t={value:e},i,{kind:"class",name:e.name,metadata:d},null,s),p=e=t.value,d&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:d})}static styles=W`
		:host {
			background-color: var(--embed, #2f3136);
			white-space: break-spaces;
			font-family:
				Consolas,
				Andale Mono WT,
				Andale Mono,
				Lucida Console,
				Lucida Sans Typewriter,
				DejaVu Sans Mono,
				Bitstream Vera Sans Mono,
				Liberation Mono,
				Nimbus Mono L,
				Monaco,
				Courier New,
				Courier,
				monospace;
			border-radius: 3px;
		}

		code {
			padding: 0.2em;
			margin: -0.2em;
			border-radius: 3px;
			border: none;
			font-size: 85%;
			text-indent: 0;
			white-space: pre-wrap;
		}

		:host([multiline]) code {
			display: block;
			width: 90%;
			font-size: 0.875rem;
			line-height: 1.125rem;
			padding: 0.5em;
			background: #2b2d31;
			border: 1px solid #1e1f22;
		}

		:host([embed]) code {
			background-color: #1e1f22;
		}

		:host([embed][multiline]) code {
			display: block;
			width: 100%;
			padding: 7px;
			border-radius: 4px;
			background: #1e1f22;
		}

		:host([light-theme]) code {
			border-color: #e3e5e8;
			background-color: #f2f3f5;
		}

		:host([light-theme][embed]) code {
			background-color: #e3e5e8;
		}
	`;#e=ft(this,r,!1);get multiline(){return this.#e}set multiline(d){this.#e=d}#t=(ft(this,c),ft(this,f,!1));get lightTheme(){return this.#t}set lightTheme(d){this.#t=d}#i=(ft(this,l),ft(this,y,!1));get embed(){return this.#i}set embed(d){this.#i=d}render(){return this.multiline?m`<discord-pre ?embed=${this.embed}
				><code><slot></slot></code
			></discord-pre>`:m`<code><slot></slot></code>`}constructor(){super(...arguments),ft(this,_)}static{ft(e,s)}};return p=e})();var K=i=>i??re;var Ds="important",Ra=" !"+Ds,Ae=nt(class extends tt{constructor(i){if(super(i),i.type!==ut.ATTRIBUTE||i.name!=="style"||i.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(i){return Object.keys(i).reduce((t,s)=>{let e=i[s];return e==null?t:t+`${s=s.includes("-")?s:s.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${e};`},"")}update(i,[t]){let{style:s}=i.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]==null&&(this.ft.delete(e),e.includes("-")?s.removeProperty(e):s[e]=null);for(let e in t){let a=t[e];if(a!=null){this.ft.add(e);let h=typeof a=="string"&&a.endsWith(Ra);e.includes("-")||h?s.setProperty(e,h?a.slice(0,-11):a,h?Ds:""):s[e]=a}}return Te}});var Na=E`
	<path
		fill="currentColor"
		d="M56 50.6667V13.3333C56 10.4 53.6 8 50.6667 8H13.3333C10.4 8 8 10.4 8 13.3333V50.6667C8 53.6 10.4 56 13.3333 56H50.6667C53.6 56 56 53.6 56 50.6667ZM22.6667 36L29.3333 44.0267L38.6667 32L50.6667 48H13.3333L22.6667 36Z"
	/>
`;function Ut(i={}){return m`<svg ${j(i)} aria-hidden="false" width="64" height="64" viewBox="0 0 64 64">${Na}</svg>`}var La=E`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M5 3C3.89543 3 3 3.89543 3 5V19C3 20.1046 3.89543 21 5 21H19C20.1046 21 21 20.1046 21 19V5C21 3.89543 20.1046 3 19 3H5ZM16.8995 8.41419L15.4853 6.99998L7 15.4853L8.41421 16.8995L16.8995 8.41419Z"
	/>
`;function Rt(i){return m`<svg ${j(i||{})} class="discord-command-icon" aria-hidden="false" width="24" height="24" viewBox="0 0 24 24">
		${La}
	</svg>`}var Fa=E`
	<path
		d="M0.809739 3.59646L5.12565 0.468433C5.17446 0.431163 5.23323 0.408043 5.2951 0.401763C5.35698 0.395482 5.41943 0.406298 5.4752 0.432954C5.53096 0.45961 5.57776 0.50101 5.61013 0.552343C5.64251 0.603676 5.65914 0.662833 5.6581 0.722939V2.3707C10.3624 2.3707 11.2539 5.52482 11.3991 7.21174C11.4028 7.27916 11.3848 7.34603 11.3474 7.40312C11.3101 7.46021 11.2554 7.50471 11.1908 7.53049C11.1262 7.55626 11.0549 7.56204 10.9868 7.54703C10.9187 7.53201 10.857 7.49695 10.8104 7.44666C8.72224 5.08977 5.6581 5.63359 5.6581 5.63359V7.28135C5.65831 7.34051 5.64141 7.39856 5.60931 7.44894C5.5772 7.49932 5.53117 7.54004 5.4764 7.5665C5.42163 7.59296 5.3603 7.60411 5.29932 7.59869C5.23834 7.59328 5.18014 7.57151 5.13128 7.53585L0.809739 4.40892C0.744492 4.3616 0.691538 4.30026 0.655067 4.22975C0.618596 4.15925 0.599609 4.08151 0.599609 4.00269C0.599609 3.92386 0.618596 3.84612 0.655067 3.77562C0.691538 3.70511 0.744492 3.64377 0.809739 3.59646Z"
		fill="currentColor"
	/>
`;function Ki(i={}){return m`<svg ${j(i)} class="discord-reply-icon" aria-hidden="false" width="12" height="8" viewBox="0 0 12 8">${Fa}</svg>`}var qa=E`
	<path d="M7.4,11.17,4,8.62,5,7.26l2,1.53L10.64,4l1.36,1Z" fill="currentColor" />
`;function Ve(i={}){return m`<svg
		${j(i)}
		class="discord-application-tag-verified"
		aria-label="Verified App"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 16 15.2"
		xmlns="http://www.w3.org/2000/svg"
	>
		${qa}
	</svg>`}var le=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Y=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},Is=(()=>{let i=[G("discord-reply")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[],R,V=[],H=[],q,he=[],ne=[],ce,de=[],me=[],fe,ve=[],pe=[],ue,ge=[],_e=[],ze,be=[],ye=[],xe,U=[],k=[],J,B=[],$=[],X,Ne=[],Le=[],Fe,qe=[],Ze=[],We,Ge=[],Ke=[],Qe,Je=[],Xe=[];var Ye=class extends a{static{e=this}static{let D=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z()],u=[z()],o=[z()],p=[z({type:Boolean})],v=[z({type:Boolean})],Z=[z({type:Boolean,attribute:"official-app"})],R=[z({type:Boolean})],q=[z({type:Boolean})],ce=[z({type:Boolean})],fe=[z({attribute:"role-color"})],ue=[z({type:Boolean})],ze=[z({type:Boolean})],xe=[z({type:Boolean})],J=[z({attribute:"clan-icon"})],X=[z({attribute:"clan-tag"})],Fe=[z({type:Boolean,reflect:!0})],We=[ee({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Qe=[ee({context:je}),z({type:Boolean,reflect:!0,attribute:"compact-mode"})],le(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:M=>"profile"in M,get:M=>M.profile,set:(M,P)=>{M.profile=P}},metadata:D},r,c),le(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:M=>"author"in M,get:M=>M.author,set:(M,P)=>{M.author=P}},metadata:D},f,l),le(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:M=>"avatar"in M,get:M=>M.avatar,set:(M,P)=>{M.avatar=P}},metadata:D},y,_),le(this,null,p,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:M=>"bot"in M,get:M=>M.bot,set:(M,P)=>{M.bot=P}},metadata:D},d,n),le(this,null,v,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:M=>"server"in M,get:M=>M.server,set:(M,P)=>{M.server=P}},metadata:D},O,C),le(this,null,Z,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:M=>"officialApp"in M,get:M=>M.officialApp,set:(M,P)=>{M.officialApp=P}},metadata:D},w,x),le(this,null,R,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:M=>"op"in M,get:M=>M.op,set:(M,P)=>{M.op=P}},metadata:D},V,H),le(this,null,q,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:M=>"verified"in M,get:M=>M.verified,set:(M,P)=>{M.verified=P}},metadata:D},he,ne),le(this,null,ce,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:M=>"edited"in M,get:M=>M.edited,set:(M,P)=>{M.edited=P}},metadata:D},de,me),le(this,null,fe,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:M=>"roleColor"in M,get:M=>M.roleColor,set:(M,P)=>{M.roleColor=P}},metadata:D},ve,pe),le(this,null,ue,{kind:"accessor",name:"command",static:!1,private:!1,access:{has:M=>"command"in M,get:M=>M.command,set:(M,P)=>{M.command=P}},metadata:D},ge,_e),le(this,null,ze,{kind:"accessor",name:"attachment",static:!1,private:!1,access:{has:M=>"attachment"in M,get:M=>M.attachment,set:(M,P)=>{M.attachment=P}},metadata:D},be,ye),le(this,null,xe,{kind:"accessor",name:"mentions",static:!1,private:!1,access:{has:M=>"mentions"in M,get:M=>M.mentions,set:(M,P)=>{M.mentions=P}},metadata:D},U,k),le(this,null,J,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:M=>"clanIcon"in M,get:M=>M.clanIcon,set:(M,P)=>{M.clanIcon=P}},metadata:D},B,$),le(this,null,X,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:M=>"clanTag"in M,get:M=>M.clanTag,set:(M,P)=>{M.clanTag=P}},metadata:D},Ne,Le),le(this,null,Fe,{kind:"accessor",name:"deleted",static:!1,private:!1,access:{has:M=>"deleted"in M,get:M=>M.deleted,set:(M,P)=>{M.deleted=P}},metadata:D},qe,Ze),le(this,null,We,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:M=>"lightTheme"in M,get:M=>M.lightTheme,set:(M,P)=>{M.lightTheme=P}},metadata:D},Ge,Ke),le(this,null,Qe,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:M=>"compactMode"in M,get:M=>M.compactMode,set:(M,P)=>{M.compactMode=P}},metadata:D},Je,Xe),le(null,t={value:e},i,{kind:"class",name:e.name,metadata:D},null,s),Ye=e=t.value,D&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:D})}static styles=W`
		:host {
			color: #b9bbbe;
			display: flex;
			font-size: 0.875rem;
			font-family: inherit;

			padding-top: 2px;
			margin-left: 56px;
			margin-bottom: 4px;
			align-items: center;
			line-height: 1.125rem;
			position: relative;
			white-space: pre;
			user-select: none;
		}

		:host([light-theme]) {
			color: #4f5660;
		}

		:host([compact-mode]),
		:host([deleted]) {
			margin-left: 62px;
			margin-bottom: 0;
		}

		:host:before {
			content: '';
			display: block;
			position: absolute;
			top: 50%;
			right: 100%;
			bottom: 0;
			left: -36px;
			margin-right: 4px;
			margin-top: -1px;
			margin-left: -1px;
			margin-bottom: -2px;
			border-left: 2px solid #4f545c !important;
			border-bottom: 0 solid #4f545c !important;
			border-right: 0 solid #4f545c !important;
			border-top: 2px solid #4f545c !important;
			border-top-left-radius: 6px;
		}

		:host([light-theme]):before {
			border-color: #747f8d !important;
		}

		.discord-replied-message-avatar,
		.discord-reply-badge {
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			width: 16px;
			height: 16px;
			border-radius: 50%;
			user-select: none;
			margin-right: 0.25rem;
		}

		.discord-reply-badge {
			display: flex;
			align-items: center;
			justify-content: center;
			color: #b9bbbe;
			background: #202225;
		}

		:host([light-theme]) .discord-reply-badge {
			color: #4f5660;
			background: #e3e5e8;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.8);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-right: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			justify-content: space-between;
			display: inline-flex;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			opacity: 0.55;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.5);
		}

		:host([light-theme]) .discord-clan-tag {
			opacity: 0.65;
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			display: inline-flex;
			align-items: center;
			margin-right: 0.25rem;
			right: 0.25rem;
		}

		:host .discord-clan-tag span {
			display: inline-flex;
			align-items: center;
			user-select: none;
			-webkit-user-select: none;
			line-height: 1rem !important;
		}

		.discord-application-tag {
			background-color: var(--primary, #5865f2);
			color: #fff;
			font-size: 0.625rem;
			margin-right: 0.25rem;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-application-tag {
			margin-right: 0.25rem;
		}

		.discord-application-tag .discord-application-tag-verified {
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.1rem;
		}

		.discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		.discord-replied-message-username {
			flex-shrink: 0;
			font-size: inherit;
			line-height: inherit;
			margin-right: 0.25rem;
			opacity: 0.64;
			font-weight: 500;
			color: #fff;
		}

		.discord-replied-message-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		.discord-replied-message-content {
			color: inherit;
			font-size: inherit;
			line-height: inherit;
			white-space: pre;
			text-overflow: ellipsis;
			user-select: none;
			cursor: pointer;
		}

		.discord-replied-deleted-message-content {
			color: inherit;
			font-size: inherit;
			line-height: inherit;
			white-space: pre;
			text-overflow: ellipsis;
		}

		.discord-message-edited {
			color: #b5bac1;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-replied-message-content:hover {
			color: #fff;
		}

		:host([light-theme]) .discord-replied-message-content:hover {
			color: #000;
		}

		:host .discord-replied-message-content .discord-message-edited {
			margin-left: 0.25rem;
		}

		.discord-replied-message-content-icon {
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			width: 20px;
			height: 20px;
			margin-left: 4px;
		}
	`;#e=Y(this,r,void 0);get profile(){return this.#e}set profile(D){this.#e=D}#t=(Y(this,c),Y(this,f,"User"));get author(){return this.#t}set author(D){this.#t=D}#i=(Y(this,l),Y(this,y,void 0));get avatar(){return this.#i}set avatar(D){this.#i=D}#s=(Y(this,_),Y(this,d,!1));get bot(){return this.#s}set bot(D){this.#s=D}#a=(Y(this,n),Y(this,O,!1));get server(){return this.#a}set server(D){this.#a=D}#r=(Y(this,C),Y(this,w,!1));get officialApp(){return this.#r}set officialApp(D){this.#r=D}#o=(Y(this,x),Y(this,V,!1));get op(){return this.#o}set op(D){this.#o=D}#l=(Y(this,H),Y(this,he,!1));get verified(){return this.#l}set verified(D){this.#l=D}#h=(Y(this,ne),Y(this,de,!1));get edited(){return this.#h}set edited(D){this.#h=D}#n=(Y(this,me),Y(this,ve,void 0));get roleColor(){return this.#n}set roleColor(D){this.#n=D}#c=(Y(this,pe),Y(this,ge,!1));get command(){return this.#c}set command(D){this.#c=D}#d=(Y(this,_e),Y(this,be,!1));get attachment(){return this.#d}set attachment(D){this.#d=D}#m=(Y(this,ye),Y(this,U,!1));get mentions(){return this.#m}set mentions(D){this.#m=D}#f=(Y(this,k),Y(this,B,void 0));get clanIcon(){return this.#f}set clanIcon(D){this.#f=D}#v=(Y(this,$),Y(this,Ne,void 0));get clanTag(){return this.#v}set clanTag(D){this.#v=D}#p=(Y(this,Le),Y(this,qe,!1));get deleted(){return this.#p}set deleted(D){this.#p=D}#u=(Y(this,Ze),Y(this,Ge,!1));get lightTheme(){return this.#u}set lightTheme(D){this.#u=D}#g=(Y(this,Ke),Y(this,Je,!1));get compactMode(){return this.#g}set compactMode(D){this.#g=D}resolveAvatar(D){return Ce[D]??D??Ce.default}render(){let D={author:this.author,bot:this.bot,verified:this.verified,officialApp:this.officialApp,op:this.op,server:this.server,roleColor:this.roleColor,clanIcon:this.clanIcon,clanTag:this.clanTag},M=Reflect.get(dt,this.profile)??{},P={...D,...M,avatar:this.resolveAvatar(M.avatar??this.avatar)},Oe=Ti(P.clanIcon),et=P.clanTag?.slice(0,4),st=m`
			${I(P.bot&&!P.server&&!P.officialApp,()=>m`<span class="discord-application-tag">${P.verified?Ve():""}App</span>`)}
			${I(P.server&&!P.bot&&!P.officialApp,()=>m`<span class="discord-application-tag">Server</span>`)}
			${I(P.officialApp&&!P.server&&!P.bot,()=>m`<span class="discord-application-tag">${Ve()}OFFICIAL</span>`)}
		`;return m`${I(this.compactMode||this.deleted,()=>m`<div class="discord-reply-badge">${Ki()}</div>`,()=>m`<img class="discord-replied-message-avatar" src="${K(P.avatar)}" alt="${K(P.author)}" />`)}
		${I(this.deleted,()=>m`<div class="discord-replied-deleted-message-content"><em>Original message was deleted</em></div>`,()=>m`${st}
					<span class="discord-replied-message-username" style=${Ae({color:P.roleColor})}
						>${I(this.mentions,()=>"@")}${P.author}</span
					>
					${I(P.clanIcon&&P.clanTag&&P.clanTag?.length>0,()=>m`<span class="discord-clan-tag">
								${Oe==="string"?m`<img
											srcset=${K(Oe)}
											alt=${K(et)}
											width="12"
											height="12"
											draggable="false"
										/>`:Oe}
								<span>${et}</span>
							</span>`)}
					<!-- display: inline -->
					<div class="discord-replied-message-content"
						><slot></slot>${I(this.edited,()=>m`<span class="discord-message-edited">(edited)</span>`)}</div
					>
					${I(this.command,()=>Rt({class:"discord-replied-message-content-icon"}),()=>I(this.attachment,()=>Ut({class:"discord-replied-message-content-icon"})))}`)}`}constructor(){super(...arguments),Y(this,Xe)}static{Y(e,s)}};return Ye=e})();var Za=E`
	<path d="M4.61241 0L6 0.845294L1.38759 10L0 9.15471L4.61241 0Z" fill="currentColor" />
`;function Qi(i={}){return m`<svg ${j(i)} class="discord-command-icon" aria-hidden="false" width="6" height="10" viewBox="0 0 6 10" fill="none">
		${Za}
	</svg>`}var Wa=E`
	<path fill="currentColor" d="M2.06 7.61c-.25.95.31 1.92 1.26 2.18l4.3 1.15c.94.25 1.91-.31 2.17-1.26l1.15-4.3c.25-.94-.31-1.91-1.26-2.17l-4.3-1.15c-.94-.25-1.91.31-2.17 1.26l-1.15 4.3ZM12.98 7.87a2 2 0 0 0 1.75 2.95H20a2 2 0 0 0 1.76-2.95l-2.63-4.83a2 2 0 0 0-3.51 0l-2.63 4.83ZM5.86 13.27a.89.89 0 0 1 1.28 0l.75.77a.9.9 0 0 0 .54.26l1.06.12c.5.06.85.52.8 1.02l-.13 1.08c-.02.2.03.42.14.6l.56.92c.27.43.14 1-.28 1.26l-.9.58a.92.92 0 0 0-.37.48l-.36 1.02a.9.9 0 0 1-1.15.57l-1-.36a.89.89 0 0 0-.6 0l-1 .36a.9.9 0 0 1-1.15-.57l-.36-1.02a.92.92 0 0 0-.37-.48l-.9-.58a.93.93 0 0 1-.28-1.26l.56-.93c.11-.17.16-.38.14-.59l-.12-1.08c-.06-.5.3-.96.8-1.02l1.05-.12a.9.9 0 0 0 .54-.26l.75-.77ZM18.52 13.71a1.1 1.1 0 0 0-2.04 0l-.46 1.24c-.19.5-.57.88-1.07 1.07l-1.24.46a1.1 1.1 0 0 0 0 2.04l1.24.46c.5.19.88.57 1.07 1.07l.46 1.24c.35.95 1.7.95 2.04 0l.46-1.24c.19-.5.57-.88 1.07-1.07l1.24-.46a1.1 1.1 0 0 0 0-2.04l-1.24-.46a1.8 1.8 0 0 1-1.07-1.07l-.46-1.24Z">
	</path>
`;function Ji(i={}){return m`<svg ${j(i)} class="discord-command-icon-name" aria-hidden="false" width="10" height="10" viewBox="0 0 24 24" fill="none">
		${Wa}
	</svg>`}var Ga=E`
	<path fill="currentColor" d="M5.3 9.3a1 1 0 0 1 1.4 0l5.3 5.29 5.3-5.3a1 1 0 1 1 1.4 1.42l-6 6a1 1 0 0 1-1.4 0l-6-6a1 1 0 0 1 0-1.42Z"></path>
`;function ji(i={}){return m`<svg ${j(i)} aria-hidden="false" width="18" height="18" viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg">
		${Ga}
	</svg>`}var Ka=E`
	<path fill="color-mix( in oklab, hsl(215 calc(1 * 8.8%) 73.3% / 1) 100%, black 0%" d="M12 22a10 10 0 1 0-8.45-4.64c.13.19.11.44-.04.61l-2.06 2.37A1 1 0 0 0 2.2 22H12Z" class="">
    </path>
`;function Xi(i={}){return m`<svg ${j(i)} aria-hidden="false" width="16" height="16" viewBox="0 0 24 24" fill="none">${Ka}</svg>`}var oe=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Q=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},Q3=(()=>{let i=[G("discord-command")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[],R,V=[],H=[],q,he=[],ne=[],ce,de=[],me=[],fe,ve=[],pe=[],ue,ge=[],_e=[],ze,be=[],ye=[],xe,U=[],k=[],J,B=[],$=[],X,Ne=[],Le=[],Fe,qe=[],Ze=[],We,Ge=[],Ke=[],Qe,Je=[],Xe=[],Ye,D=[],M=[],P,Oe=[],et=[];var st=class extends a{static{e=this}static{let S=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({attribute:"profile"})],u=[z({attribute:"author"})],o=[z({attribute:"avatar"})],p=[z({attribute:"role-color"})],v=[z({attribute:"command"})],Z=[z({attribute:"type"})],R=[z({attribute:"context-user-profile"})],q=[z({attribute:"context-user-name"})],ce=[z({attribute:"context-user-image"})],fe=[z({attribute:"context-user-role-color"})],ue=[z({type:Boolean,attribute:"context-user-bot"})],ze=[z({type:Boolean,attribute:"context-user-bot-verified"})],xe=[z({type:Boolean,attribute:"context-command-reply"})],J=[z({type:Boolean,attribute:"context-attachment-reply"})],X=[z({type:String,attribute:"context-message-reply"})],Fe=[z({type:Boolean,attribute:"context-message-deleted"})],We=[z({type:Boolean,attribute:"context-user-application-official"})],Qe=[z({type:Boolean,attribute:"context-user-server"})],Ye=[ee({context:je}),z({type:Boolean,reflect:!0,attribute:"compact-mode"})],P=[ee({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],oe(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:b=>"profile"in b,get:b=>b.profile,set:(b,F)=>{b.profile=F}},metadata:S},r,c),oe(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:b=>"author"in b,get:b=>b.author,set:(b,F)=>{b.author=F}},metadata:S},f,l),oe(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:b=>"avatar"in b,get:b=>b.avatar,set:(b,F)=>{b.avatar=F}},metadata:S},y,_),oe(this,null,p,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:b=>"roleColor"in b,get:b=>b.roleColor,set:(b,F)=>{b.roleColor=F}},metadata:S},d,n),oe(this,null,v,{kind:"accessor",name:"command",static:!1,private:!1,access:{has:b=>"command"in b,get:b=>b.command,set:(b,F)=>{b.command=F}},metadata:S},O,C),oe(this,null,Z,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:b=>"type"in b,get:b=>b.type,set:(b,F)=>{b.type=F}},metadata:S},w,x),oe(this,null,R,{kind:"accessor",name:"contextUserProfile",static:!1,private:!1,access:{has:b=>"contextUserProfile"in b,get:b=>b.contextUserProfile,set:(b,F)=>{b.contextUserProfile=F}},metadata:S},V,H),oe(this,null,q,{kind:"accessor",name:"contextUserName",static:!1,private:!1,access:{has:b=>"contextUserName"in b,get:b=>b.contextUserName,set:(b,F)=>{b.contextUserName=F}},metadata:S},he,ne),oe(this,null,ce,{kind:"accessor",name:"contextUserAvatar",static:!1,private:!1,access:{has:b=>"contextUserAvatar"in b,get:b=>b.contextUserAvatar,set:(b,F)=>{b.contextUserAvatar=F}},metadata:S},de,me),oe(this,null,fe,{kind:"accessor",name:"contextUserRoleColor",static:!1,private:!1,access:{has:b=>"contextUserRoleColor"in b,get:b=>b.contextUserRoleColor,set:(b,F)=>{b.contextUserRoleColor=F}},metadata:S},ve,pe),oe(this,null,ue,{kind:"accessor",name:"contextUserBot",static:!1,private:!1,access:{has:b=>"contextUserBot"in b,get:b=>b.contextUserBot,set:(b,F)=>{b.contextUserBot=F}},metadata:S},ge,_e),oe(this,null,ze,{kind:"accessor",name:"contextUserBotVerified",static:!1,private:!1,access:{has:b=>"contextUserBotVerified"in b,get:b=>b.contextUserBotVerified,set:(b,F)=>{b.contextUserBotVerified=F}},metadata:S},be,ye),oe(this,null,xe,{kind:"accessor",name:"contextCommandReply",static:!1,private:!1,access:{has:b=>"contextCommandReply"in b,get:b=>b.contextCommandReply,set:(b,F)=>{b.contextCommandReply=F}},metadata:S},U,k),oe(this,null,J,{kind:"accessor",name:"contextAttachmentReply",static:!1,private:!1,access:{has:b=>"contextAttachmentReply"in b,get:b=>b.contextAttachmentReply,set:(b,F)=>{b.contextAttachmentReply=F}},metadata:S},B,$),oe(this,null,X,{kind:"accessor",name:"contextMessageReply",static:!1,private:!1,access:{has:b=>"contextMessageReply"in b,get:b=>b.contextMessageReply,set:(b,F)=>{b.contextMessageReply=F}},metadata:S},Ne,Le),oe(this,null,Fe,{kind:"accessor",name:"contextMessageDeleted",static:!1,private:!1,access:{has:b=>"contextMessageDeleted"in b,get:b=>b.contextMessageDeleted,set:(b,F)=>{b.contextMessageDeleted=F}},metadata:S},qe,Ze),oe(this,null,We,{kind:"accessor",name:"contextUserOfficialApplication",static:!1,private:!1,access:{has:b=>"contextUserOfficialApplication"in b,get:b=>b.contextUserOfficialApplication,set:(b,F)=>{b.contextUserOfficialApplication=F}},metadata:S},Ge,Ke),oe(this,null,Qe,{kind:"accessor",name:"contextUserServer",static:!1,private:!1,access:{has:b=>"contextUserServer"in b,get:b=>b.contextUserServer,set:(b,F)=>{b.contextUserServer=F}},metadata:S},Je,Xe),oe(this,null,Ye,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:b=>"compactMode"in b,get:b=>b.compactMode,set:(b,F)=>{b.compactMode=F}},metadata:S},D,M),oe(this,null,P,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:b=>"lightTheme"in b,get:b=>b.lightTheme,set:(b,F)=>{b.lightTheme=F}},metadata:S},Oe,et),oe(null,t={value:e},i,{kind:"class",name:e.name,metadata:S},null,s),st=e=t.value,S&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:S})}static styles=[Is.styles,W`
			:host .discord-slash-command-name {
				color: color-mix(in oklab, hsl(200 calc(1 * 100%) 49.4% / 1) 100%, black 0%) !important;
				font-weight: 500;
				background-color: #3c4270;
				border-radius: 3px;
				display: flex;
				padding: 0 5px;
				align-items: center;
				gap: 2px;
				cursor: default;
			}

			:host .discord-slash-command-name:hover {
				color: #fffffd !important;
				background-color: var(--primary, #5865f2);
			}

			.discord-context-command-name {
				color: color-mix(in oklab, hsl(200 calc(1 * 100%) 49.4% / 1) 100%, black 0%) !important;
				opacity: 0.64;
				cursor: default;
				font-weight: 500;
			}

			.discord-arrow-right-icon {
				transform: rotate(267deg);
				width: 12px;
				height: 12px;
				fill: none;
				margin-right: 2px;
				margin-left: 2px;
				margin-top: 3px;
			}

			.discord-context-user {
				display: flex;
				align-items: center;
				margin-top: 3px;
			}

			.discord-message-margintop {
				margin-top: 3px;
			}

			:host .discord-message-deleted {
				color: rgb(185, 187, 190) !important;
				cursor: default;
			}

			:host .discord-replied-message-username {
				margin-right: 0;
			}

			:host([light-theme]) .discord-replied-message-username {
				color: rgb(46, 51, 56);
			}

			:host([compact-mode]) .discord-context-user {
				display: flex;
				align-items: center;
				margin: 0 !important;
			}

			:host([compact-mode]) .discord-message-margintop {
				margin-top: 0 !important;
			}
		`];#e=Q(this,r,void 0);get profile(){return this.#e}set profile(S){this.#e=S}#t=(Q(this,c),Q(this,f,"User"));get author(){return this.#t}set author(S){this.#t=S}#i=(Q(this,l),Q(this,y,void 0));get avatar(){return this.#i}set avatar(S){this.#i=S}#s=(Q(this,_),Q(this,d,void 0));get roleColor(){return this.#s}set roleColor(S){this.#s=S}#a=(Q(this,n),Q(this,O,void 0));get command(){return this.#a}set command(S){this.#a=S}#r=(Q(this,C),Q(this,w,"slash_command"));get type(){return this.#r}set type(S){this.#r=S}#o=(Q(this,x),Q(this,V,void 0));get contextUserProfile(){return this.#o}set contextUserProfile(S){this.#o=S}#l=(Q(this,H),Q(this,he,"User"));get contextUserName(){return this.#l}set contextUserName(S){this.#l=S}#h=(Q(this,ne),Q(this,de,void 0));get contextUserAvatar(){return this.#h}set contextUserAvatar(S){this.#h=S}#n=(Q(this,me),Q(this,ve,void 0));get contextUserRoleColor(){return this.#n}set contextUserRoleColor(S){this.#n=S}#c=(Q(this,pe),Q(this,ge,!1));get contextUserBot(){return this.#c}set contextUserBot(S){this.#c=S}#d=(Q(this,_e),Q(this,be,!1));get contextUserBotVerified(){return this.#d}set contextUserBotVerified(S){this.#d=S}#m=(Q(this,ye),Q(this,U,!1));get contextCommandReply(){return this.#m}set contextCommandReply(S){this.#m=S}#f=(Q(this,k),Q(this,B,!1));get contextAttachmentReply(){return this.#f}set contextAttachmentReply(S){this.#f=S}#v=(Q(this,$),Q(this,Ne,void 0));get contextMessageReply(){return this.#v}set contextMessageReply(S){this.#v=S}#p=(Q(this,Le),Q(this,qe,!1));get contextMessageDeleted(){return this.#p}set contextMessageDeleted(S){this.#p=S}#u=(Q(this,Ze),Q(this,Ge,!1));get contextUserOfficialApplication(){return this.#u}set contextUserOfficialApplication(S){this.#u=S}#g=(Q(this,Ke),Q(this,Je,!1));get contextUserServer(){return this.#g}set contextUserServer(S){this.#g=S}#_=(Q(this,Xe),Q(this,D,!1));get compactMode(){return this.#_}set compactMode(S){this.#_=S}#z=(Q(this,M),Q(this,Oe,!1));get lightTheme(){return this.#z}set lightTheme(S){this.#z=S}validCommandTypes=(Q(this,et),new Set(["user_command","message_command","slash_command"]));checkType(){if(this.type){if(typeof this.type!="string")throw new TypeError("DiscordCommand `type` prop must be a string.");if(!this.validCommandTypes.has(this.type))throw new RangeError("DiscordCommand `type` prop must be one of: 'uer_command', 'message_command' or 'slash_command'")}}resolveAvatar(S){return Ce[S]??S??Ce.default}render(){this.checkType();let S={author:this.author,bot:!1,verified:!1,server:!1,roleColor:this.roleColor},b=Reflect.get(dt,this.profile)??{},F={...S,...b,avatar:this.resolveAvatar(b.avatar??this.avatar)},qt={author:this.contextUserName,bot:this.contextUserBot,verified:this.contextUserBotVerified,server:!1,roleColor:this.contextUserRoleColor},wt=Reflect.get(dt,this.contextUserProfile)??{},we={...qt,...wt,avatar:this.resolveAvatar(wt.avatar??this.contextUserAvatar)},Zt=this.contextMessageDeleted?m`<em class="discord-message-deleted">Original message was deleted</em>`:this.contextMessageReply;return m`
			${I(this.compactMode,()=>m`<div class="discord-reply-badge">${Qi()}</div>`,()=>m`<img class="discord-replied-message-avatar" src="${K(F.avatar)}" alt="${K(F.author)}" />`)}
			<span class="discord-replied-message-username" style=${Ae({color:F.roleColor??""})}>${F.author}</span>
			<span> used </span>
			${I(this.type==="slash_command",()=>m`<div class="discord-replied-message-content discord-slash-command-name">
						${Ji()}<span>${this.command}</span>
					</div>`)}
			${I(this.type==="user_command",()=>m`<div class="discord-replied-message-content discord-context-command-name"><span>${this.command}</span></div>
						${ji({class:"discord-arrow-right-icon"})}
						<div class="discord-context-user">
							${I(!this.compactMode,()=>m`<img
										class="discord-replied-message-avatar"
										src="${K(we.avatar)}"
										alt="${K(we.author)}"
									/>`)}
							<span class="discord-replied-message-username" style=${Ae({color:we.roleColor??""})}
								>${we.author}</span
							>
						</div>`)}
			${I(this.type==="message_command",()=>m`<div class="discord-replied-message-content discord-context-command-name"><span>${this.command}</span></div>
						${ji({class:"discord-arrow-right-icon"})}
						${I(!this.contextMessageDeleted,()=>m`<div class="discord-context-user">
									${I(!this.compactMode,()=>I(!this.contextUserOfficialApplication,()=>m`<img
													class="discord-replied-message-avatar"
													src="${K(we.avatar)}"
													alt="${K(we.author)}"
												/>`,()=>m`<img
													class="discord-replied-message-avatar"
													src="${K(Ce.blue)}"
													alt="OFFICIALAPPLICATION"
												/>`))}
									${I(we.bot,()=>m`<span class="discord-application-tag">${we.verified?Ve():""}App</span>`,()=>I(this.contextUserServer,()=>m`<span class="discord-application-tag">SERVER</span>`,()=>I(this.contextUserOfficialApplication,()=>m`<span class="discord-application-tag">${Ve()}OFFICIAL</span>`)))}
									<span class="discord-replied-message-username" style=${Ae({color:we.roleColor??""})}
										>${we.author}</span
									><span></span>
								</div>`,()=>I(this.contextMessageDeleted,()=>Xi({class:"discord-message-margintop",style:"margin-right: 3px;"})))}
						<div class="discord-replied-message-content discord-message-margintop">${Zt}</div>
						${I(this.contextCommandReply&&!this.contextMessageDeleted,()=>Rt({class:"discord-replied-message-content-icon discord-message-margintop"}),()=>I(this.contextAttachmentReply,()=>Ut({class:"discord-replied-message-content-icon discord-message-margintop"})))} `)}
		`}static{Q(e,s)}};return st=e})();var xt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Se=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},a8=(()=>{let i=[G("discord-custom-emoji")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[];var Z=class extends a{static{e=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z()],u=[z()],o=[z({attribute:!1})],p=[z({type:Boolean,attribute:"embed-emoji"})],v=[z({type:Boolean,attribute:"jumbo"})],xt(this,null,h,{kind:"accessor",name:"name",static:!1,private:!1,access:{has:x=>"name"in x,get:x=>x.name,set:(x,R)=>{x.name=R}},metadata:w},r,c),xt(this,null,u,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:x=>"url"in x,get:x=>x.url,set:(x,R)=>{x.url=R}},metadata:w},f,l),xt(this,null,o,{kind:"accessor",name:"customEmojisMap",static:!1,private:!1,access:{has:x=>"customEmojisMap"in x,get:x=>x.customEmojisMap,set:(x,R)=>{x.customEmojisMap=R}},metadata:w},y,_),xt(this,null,p,{kind:"accessor",name:"embedEmoji",static:!1,private:!1,access:{has:x=>"embedEmoji"in x,get:x=>x.embedEmoji,set:(x,R)=>{x.embedEmoji=R}},metadata:w},d,n),xt(this,null,v,{kind:"accessor",name:"jumbo",static:!1,private:!1,access:{has:x=>"jumbo"in x,get:x=>x.jumbo,set:(x,R)=>{x.jumbo=R}},metadata:w},O,C),xt(null,t={value:e},i,{kind:"class",name:e.name,metadata:w},null,s),Z=e=t.value,w&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		.discord-custom-emoji {
			display: inline-block;
			cursor: pointer;
		}

		.discord-custom-emoji .discord-custom-emoji-image {
			object-fit: contain;
			width: 1.375rem;
			height: 1.375rem;
			vertical-align: bottom;
		}

		.discord-custom-emoji .discord-custom-jumbo-emoji-image {
			width: 3rem;
			height: 3rem;
			min-height: 3rem;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}
	`;#e=Se(this,r,void 0);get name(){return this.#e}set name(w){this.#e=w}#t=(Se(this,c),Se(this,f,void 0));get url(){return this.#t}set url(w){this.#t=w}#i=(Se(this,l),Se(this,y,{}));get customEmojisMap(){return this.#i}set customEmojisMap(w){this.#i=w}#s=(Se(this,_),Se(this,d,void 0));get embedEmoji(){return this.#s}set embedEmoji(w){this.#s=w}#a=(Se(this,n),Se(this,O,void 0));get jumbo(){return this.#a}set jumbo(w){this.#a=w}willUpdate(){if(!this.url&&this.name){let w=_t(this.name)??this.customEmojisMap[this.name];w&&(this.url??=w.url??"",this.embedEmoji??=w.embedEmoji??!1)}}render(){let w=`:${this.name}:`;return m`<span
			class=${Ie({"discord-embed-custom-emoji":this.embedEmoji,"discord-custom-emoji":!this.embedEmoji})}
			><img
				aria-label=${w}
				src=${K(this.url)}
				alt=${w}
				draggable="false"
				class=${Ie({"discord-embed-custom-emoji-image":this.embedEmoji,"discord-custom-emoji-image":!this.embedEmoji,"discord-custom-jumbo-emoji-image":this.jumbo})}
		/></span> `}constructor(){super(...arguments),Se(this,C)}static{Se(e,s)}};return Z=e})();var $e=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},se=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},g8=(()=>{let i=[G("discord-embed")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[],R,V=[],H=[],q,he=[],ne=[],ce,de=[],me=[],fe,ve=[],pe=[],ue,ge=[],_e=[],ze,be=[],ye=[];var xe=class extends a{static{e=this}static{let U=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z()],u=[z({attribute:"author-name"})],o=[z({attribute:"author-image"})],p=[z({attribute:"author-url"})],v=[z({attribute:"embed-title"})],Z=[z({attribute:!1})],R=[z()],q=[z()],ce=[z()],fe=[z()],ue=[z()],ze=[ee({context:ie,subscribe:!0}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],$e(this,null,h,{kind:"accessor",name:"color",static:!1,private:!1,access:{has:k=>"color"in k,get:k=>k.color,set:(k,J)=>{k.color=J}},metadata:U},r,c),$e(this,null,u,{kind:"accessor",name:"authorName",static:!1,private:!1,access:{has:k=>"authorName"in k,get:k=>k.authorName,set:(k,J)=>{k.authorName=J}},metadata:U},f,l),$e(this,null,o,{kind:"accessor",name:"authorImage",static:!1,private:!1,access:{has:k=>"authorImage"in k,get:k=>k.authorImage,set:(k,J)=>{k.authorImage=J}},metadata:U},y,_),$e(this,null,p,{kind:"accessor",name:"authorUrl",static:!1,private:!1,access:{has:k=>"authorUrl"in k,get:k=>k.authorUrl,set:(k,J)=>{k.authorUrl=J}},metadata:U},d,n),$e(this,null,v,{kind:"accessor",name:"embedTitle",static:!1,private:!1,access:{has:k=>"embedTitle"in k,get:k=>k.embedTitle,set:(k,J)=>{k.embedTitle=J}},metadata:U},O,C),$e(this,null,Z,{kind:"accessor",name:"embedEmojisMap",static:!1,private:!1,access:{has:k=>"embedEmojisMap"in k,get:k=>k.embedEmojisMap,set:(k,J)=>{k.embedEmojisMap=J}},metadata:U},w,x),$e(this,null,R,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:k=>"url"in k,get:k=>k.url,set:(k,J)=>{k.url=J}},metadata:U},V,H),$e(this,null,q,{kind:"accessor",name:"thumbnail",static:!1,private:!1,access:{has:k=>"thumbnail"in k,get:k=>k.thumbnail,set:(k,J)=>{k.thumbnail=J}},metadata:U},he,ne),$e(this,null,ce,{kind:"accessor",name:"image",static:!1,private:!1,access:{has:k=>"image"in k,get:k=>k.image,set:(k,J)=>{k.image=J}},metadata:U},de,me),$e(this,null,fe,{kind:"accessor",name:"video",static:!1,private:!1,access:{has:k=>"video"in k,get:k=>k.video,set:(k,J)=>{k.video=J}},metadata:U},ve,pe),$e(this,null,ue,{kind:"accessor",name:"provider",static:!1,private:!1,access:{has:k=>"provider"in k,get:k=>k.provider,set:(k,J)=>{k.provider=J}},metadata:U},ge,_e),$e(this,null,ze,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:k=>"lightTheme"in k,get:k=>k.lightTheme,set:(k,J)=>{k.lightTheme=J}},metadata:U},be,ye),$e(null,t={value:e},i,{kind:"class",name:e.name,metadata:U},null,s),xe=e=t.value,U&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:U})}static styles=W`
		:host {
			color: #dcddde;
			display: flex;
			font-size: 13px;
			line-height: 150%;
			margin-bottom: 8px;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #2e3338;
		}

		:host .discord-left-border {
			background-color: #202225;
			border-radius: 4px 0 0 4px;
			flex-shrink: 0;
			width: 4px;
		}

		:host([light-theme]) .discord-left-border {
			background-color: #e3e5e8;
		}

		:host .discord-embed-root {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			min-height: 0;
			min-width: 0;
			text-indent: 0;
		}

		:host .discord-embed-wrapper {
			background-color: var(--embed, #2f3136);
			max-width: 520px;
			border: 1px solid rgba(46, 48, 54, 0.6);
			border-radius: 0 4px 4px 0;
			justify-self: start;
			align-self: start;
			display: grid;
			box-sizing: border-box;
		}

		:host([light-theme]) .discord-embed-wrapper {
			background-color: rgb(242, 243, 245);
			border-color: rgba(205, 205, 205, 0.3);
		}

		:host .discord-embed-wrapper .discord-embed-grid {
			display: inline-grid;
			grid-template-columns: auto -webkit-min-content;
			grid-template-columns: auto min-content;
			grid-template-columns: auto;
			grid-template-rows: auto;
			padding: 0.5rem 1rem 1rem 0.75rem;
		}

		:host .discord-embed-thumbnail {
			border-radius: 4px;
			flex-shrink: 0;
			grid-column: 2/2;
			grid-row: 1/8;
			justify-self: end;
			margin-left: 16px;
			margin-top: 8px;
			max-height: 80px;
			max-width: 80px;
			object-fit: contain;
			object-position: top center;
		}

		:host .discord-embed-author {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			font-size: 14px;
			display: flex;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-author {
			color: #060607;
		}

		:host .discord-embed-author a {
			color: #fff;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-author a:hover {
			text-decoration: underline;
		}

		:host([light-theme]) .discord-embed-author a {
			color: #060607;
		}

		:host .discord-embed-author .discord-author-image {
			border-radius: 50%;
			height: 24px;
			margin-right: 8px;
			width: 24px;
		}

		:host .discord-embed-author-block,
		:host .discord-embed-author-block > span {
			max-width: 95%;
		}

		:host .discord-embed-provider {
			font-size: 0.75rem;
			line-height: 1rem;
			font-weight: 400;
			grid-column: 1/1;
			margin-top: 8px;
			unicode-bidi: plaintext;
			text-align: left;
		}

		:host([light-theme]) .discord-embed-provider {
			color: #4f545c;
		}

		:host .discord-embed-title {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			display: inline-block;
			font-size: 1rem;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-title {
			color: #060607;
		}

		:host .discord-embed-title a {
			color: #00aff4;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-title a:hover {
			text-decoration: underline;
		}

		:host .discord-embed-image {
			border-radius: 4px;
			max-width: 300px;
			max-height: 300px;
		}

		:host .discord-embed-media {
			border-radius: 4px;
			contain: paint;
			display: block;
			grid-column: 1/1;
			margin-top: 16px;
		}

		:host .discord-embed-media.discord-embed-media-video {
			height: 225px;
		}

		:host .discord-embed.media .discord-embed-image {
			overflow: hidden;
			position: relative;
			user-select: text;
		}

		:host .discord-embed-media .discord-embed-video {
			-webkit-box-align: center;
			-webkit-box-pack: center;
			align-items: center;
			border-radius: 0;
			cursor: pointer;
			display: flex;
			height: 100%;
			justify-content: center;
			max-height: 100%;
			width: 100%;

			width: 400px;
			height: 225px;
			left: 0px;
			top: 0px;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}

		slot[name='footer']::slotted(*) {
			grid-column: 1/3;
			grid-row: auto/auto;
		}
	`;#e=se(this,r,void 0);get color(){return this.#e}set color(U){this.#e=U}#t=(se(this,c),se(this,f,void 0));get authorName(){return this.#t}set authorName(U){this.#t=U}#i=(se(this,l),se(this,y,void 0));get authorImage(){return this.#i}set authorImage(U){this.#i=U}#s=(se(this,_),se(this,d,void 0));get authorUrl(){return this.#s}set authorUrl(U){this.#s=U}#a=(se(this,n),se(this,O,void 0));get embedTitle(){return this.#a}set embedTitle(U){this.#a=U}#r=(se(this,C),se(this,w,{}));get embedEmojisMap(){return this.#r}set embedEmojisMap(U){this.#r=U}#o=(se(this,x),se(this,V,void 0));get url(){return this.#o}set url(U){this.#o=U}#l=(se(this,H),se(this,he,void 0));get thumbnail(){return this.#l}set thumbnail(U){this.#l=U}#h=(se(this,ne),se(this,de,void 0));get image(){return this.#h}set image(U){this.#h=U}#n=(se(this,me),se(this,ve,void 0));get video(){return this.#n}set video(U){this.#n=U}#c=(se(this,pe),se(this,ge,void 0));get provider(){return this.#c}set provider(U){this.#c=U}#d=(se(this,_e),se(this,be,!1));get lightTheme(){return this.#d}set lightTheme(U){this.#d=U}render(){let U=this.parseTitle(this.authorName),k=this.parseTitle(this.embedTitle);return m`<div style=${Ae({"background-color":this.color})} class="discord-left-border"></div>
			<div class="discord-embed-root">
				<div class="discord-embed-wrapper">
					<div class="discord-embed-grid">
						${I(this.provider,()=>m`<div class="discord-embed-provider">${this.provider}</div>`)}
						${I(U,()=>m`<div class="discord-embed-author">
									${I(this.authorImage,()=>m`<img src=${K(this.authorImage)} alt="" class="discord-author-image" />`)}
									${I(this.authorUrl,()=>m`<a
												href=${K(this.authorUrl)}
												target="_blank"
												rel="noopener noreferrer"
												class="discord-embed-author-block"
											>
												<span class="discord-embed-author-block">${U}</span>
											</a>`,()=>m`<span class="discord-embed-author-block">${U}</span>`)}
								</div>`)}
						${I(k,()=>m`<div class="discord-embed-title">
									${this.url?m`<a href="${this.url}" target="_blank" rel="noopener noreferrer"> ${k} </a>`:m`${k}`}
								</div>`)}
						<slot name="description"></slot>
						<slot name="fields"></slot>
						${I(this.image||this.video,()=>m`<div class=${Ie({"discord-embed-media":!0,"discord-embed-media-video":!!this.video})}>
									${this.renderMedia()}
								</div>`)}
						${I(this.thumbnail,()=>m`<img src=${K(this.thumbnail)} alt="" class="discord-embed-thumbnail" />`)}
						<slot name="footer"></slot>
					</div>
				</div>
			</div>`}renderMedia(){return this.video?m`
				<video
					controls
					muted
					preload="none"
					poster=${K(this.image)}
					src=${K(this.video)}
					height="225"
					width="400"
					class="discord-embed-video"
				>
					<img src=${K(this.image)} alt="Discord embed media" class="discord-embed-image" />
				</video>
			`:this.image?m`<img src=${K(this.image)} alt="Discord embed media" class="discord-embed-image" />`:null}parseTitle(U){if(!U)return null;let k=[],J="";for(let B of U.split(`
`)){for(let $ of B.split(" ")){let X=_t($)??this.embedEmojisMap[$]??{};X.name?k.push(m`<discord-custom-emoji name=${X.name} url=${K(X.url)} embed-emoji></discord-custom-emoji>`):J+=`${$} `,J===" "&&k.push(m`<br />`)}k.push(J),J=""}return k.map(B=>typeof B=="string"?m`<span>${B}</span>`:B)}constructor(){super(...arguments),se(this,ye)}static{se(e,s)}};return xe=e})();var Qa=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Ja=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},x8=(()=>{let i=[G("discord-embed-description")],t,s=[],e,a=N;var h=class extends a{static{e=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Qa(null,t={value:e},i,{kind:"class",name:e.name,metadata:r},null,s),h=e=t.value,r&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			font-size: 0.875rem;
			font-weight: 400;
			grid-column: 1/1;
			line-height: 1.125rem;
			margin-top: 8px;
			min-width: 0;
		}
	`;render(){return m`<slot></slot>`}static{Ja(e,s)}};return h=e})();var Mt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},De=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},V8=(()=>{let i=[G("discord-embed-field")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[];var Z=class extends a{static{e=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({reflect:!0,attribute:"field-title"})],u=[z({attribute:!1})],o=[z({type:Boolean,reflect:!0,attribute:"inline"})],p=[z({type:Number,reflect:!0,attribute:"inline-index"})],v=[ee({context:ie,subscribe:!0}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Mt(this,null,h,{kind:"accessor",name:"fieldTitle",static:!1,private:!1,access:{has:x=>"fieldTitle"in x,get:x=>x.fieldTitle,set:(x,R)=>{x.fieldTitle=R}},metadata:w},r,c),Mt(this,null,u,{kind:"accessor",name:"embedFieldEmojisMap",static:!1,private:!1,access:{has:x=>"embedFieldEmojisMap"in x,get:x=>x.embedFieldEmojisMap,set:(x,R)=>{x.embedFieldEmojisMap=R}},metadata:w},f,l),Mt(this,null,o,{kind:"accessor",name:"inline",static:!1,private:!1,access:{has:x=>"inline"in x,get:x=>x.inline,set:(x,R)=>{x.inline=R}},metadata:w},y,_),Mt(this,null,p,{kind:"accessor",name:"inlineIndex",static:!1,private:!1,access:{has:x=>"inlineIndex"in x,get:x=>x.inlineIndex,set:(x,R)=>{x.inlineIndex=R}},metadata:w},d,n),Mt(this,null,v,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:x=>"lightTheme"in x,get:x=>x.lightTheme,set:(x,R)=>{x.lightTheme=R}},metadata:w},O,C),Mt(null,t={value:e},i,{kind:"class",name:e.name,metadata:w},null,s),Z=e=t.value,w&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		:host {
			font-size: 0.875rem;
			line-height: 1.125rem;
			min-width: 0;
			font-weight: 400;
			grid-column: 1/13;
			word-break: break-word;
		}

		:host .discord-field-title {
			color: #ffffff;
			font-weight: 600;
			font-size: 0.875rem;
			line-height: 1.125rem;
			min-width: 0;
			margin-bottom: 2px;
		}

		:host .discord-inline-field {
			flex-grow: 1;
			flex-basis: auto;
			min-width: 150px;
		}

		:host([light-theme]) .discord-field-title {
			color: #313338;
		}
	`;#e=De(this,r,void 0);get fieldTitle(){return this.#e}set fieldTitle(w){this.#e=w}#t=(De(this,c),De(this,f,{}));get embedFieldEmojisMap(){return this.#t}set embedFieldEmojisMap(w){this.#t=w}#i=(De(this,l),De(this,y,!1));get inline(){return this.#i}set inline(w){this.#i=w}#s=(De(this,_),De(this,d,void 0));get inlineIndex(){return this.#s}set inlineIndex(w){this.#s=w}#a=(De(this,n),De(this,O,!1));get lightTheme(){return this.#a}set lightTheme(w){this.#a=w}validInlineIndices=(De(this,C),new Set([1,2,3]));checkInlineIndex(){if(this.inlineIndex){let w=Number(this.inlineIndex);if(!Number.isNaN(w)&&!this.validInlineIndices.has(w))throw new RangeError("DiscordEmbedField `inlineIndex` prop must be one of: 1, 2, or 3")}}render(){this.checkInlineIndex();let w=this.parseTitle(this.fieldTitle),x=I(w,()=>m`<div class="discord-field-title">${[...w]}</div>`);return m`${x}<slot></slot>`}parseTitle(w){if(!w)return null;let x=[],R="";for(let V of w.split(`
`)){for(let H of V.split(" ")){let q=_t(H)??this.embedFieldEmojisMap[H]??{};q.name?x.push(m`<discord-custom-emoji name=${q.name} url=${K(q.url)} embed-emoji></discord-custom-emoji>`):R+=`${H} `,R===" "&&x.push(m`<br />`)}x.push(R),R=""}return x.map(V=>typeof V=="string"?m`<span>${V}</span>`:V)}static{De(e,s)}};return Z=e})();var Xa=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Ya=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},B8=(()=>{let i=[G("discord-embed-fields")],t,s=[],e,a=N;var h=class extends a{static{e=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Xa(null,t={value:e},i,{kind:"class",name:e.name,metadata:r},null,s),h=e=t.value,r&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: grid;
			grid-column: 1/1;
			margin-top: 8px;
			grid-gap: 8px;
		}

		::slotted([inline-index='1']) {
			grid-column: 1/5 !important;
		}

		::slotted([inline-index='2']) {
			grid-column: 5/9 !important;
		}

		::slotted([inline-index='3']) {
			grid-column: 9/13 !important;
		}
	`;render(){return m`<slot></slot>`}static{Ya(e,s)}};return h=e})();var Nt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Ue=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},G8=(()=>{let i=[G("discord-embed-footer")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[];var v=class extends a{static{e=this}static{let O=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({attribute:"footer-image"})],u=[z({attribute:"footer-image-alt"})],o=[z({type:String,reflect:!0,converter:C=>gt(C),attribute:!0})],p=[ee({context:ie,subscribe:!0}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Nt(this,null,h,{kind:"accessor",name:"footerImage",static:!1,private:!1,access:{has:C=>"footerImage"in C,get:C=>C.footerImage,set:(C,Z)=>{C.footerImage=Z}},metadata:O},r,c),Nt(this,null,u,{kind:"accessor",name:"footerImageAlt",static:!1,private:!1,access:{has:C=>"footerImageAlt"in C,get:C=>C.footerImageAlt,set:(C,Z)=>{C.footerImageAlt=Z}},metadata:O},f,l),Nt(this,null,o,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:C=>"timestamp"in C,get:C=>C.timestamp,set:(C,Z)=>{C.timestamp=Z}},metadata:O},y,_),Nt(this,null,p,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:C=>"lightTheme"in C,get:C=>C.lightTheme,set:(C,Z)=>{C.lightTheme=Z}},metadata:O},d,n),Nt(null,t={value:e},i,{kind:"class",name:e.name,metadata:O},null,s),v=e=t.value,O&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:O})}static styles=W`
		:host {
			-webkit-box-align: center;
			align-items: center;
			display: flex;
			font-size: 12px;
			line-height: 16px;
			font-weight: 500;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #747f8d;
		}

		:host .discord-footer-image {
			border-radius: 50%;
			flex-shrink: 0;
			height: 20px;
			margin-right: 8px;
			width: 20px;
		}

		:host .discord-footer-separator {
			color: #dcddde;
			font-weight: 500;
			display: inline-block;
			margin: 0 4px;
		}

		:host([light-theme]) .discord-footer-separator {
			color: #5c5e66;
		}
	`;#e=Ue(this,r,void 0);get footerImage(){return this.#e}set footerImage(O){this.#e=O}#t=(Ue(this,c),Ue(this,f,void 0));get footerImageAlt(){return this.#t}set footerImageAlt(O){this.#t=O}#i=(Ue(this,l),Ue(this,y,void 0));get timestamp(){return this.#i}set timestamp(O){this.#i=O}#s=(Ue(this,_),Ue(this,d,!1));get lightTheme(){return this.#s}set lightTheme(O){this.#s=O}updateTimestamp(O){O&&!Number.isNaN(new Date(O).getTime())&&(this.timestamp=gt(O))}render(){return this.updateTimestamp(this.timestamp),m`${I(this.footerImage,()=>m`<img src=${K(this.footerImage)} alt=${K(this.footerImageAlt)} class="discord-footer-image" />`)}
			<slot></slot>
			${I(this.timestamp,()=>m`<span class="discord-footer-separator">&bull;</span>`)}
			${I(this.timestamp,()=>` ${this.timestamp}`,()=>null)}`}constructor(){super(...arguments),Ue(this,n)}static{Ue(e,s)}};return v=e})();var Os=(i,t,s)=>{for(let e of t)if(e[0]===i)return(0,e[1])();return s?.()};function er(i){return i.startsWith("#")?i.slice(1):i}function tr(i){let t=i.length===3||i.length===4,s=t?`${i.slice(0,1)}${i.slice(0,1)}`:i.slice(0,2),e=t?`${i.slice(1,2)}${i.slice(1,2)}`:i.slice(2,4),a=t?`${i.slice(2,3)}${i.slice(2,3)}`:i.slice(4,6),h=(t?`${i.slice(3,4)}${i.slice(3,4)}`:i.slice(6,8))||"ff";return{r:s,g:e,b:a,a:h}}function Ai(i){return Number.parseInt(i,16)}function ir({r:i,g:t,b:s,a:e}){return{r:Ai(i),g:Ai(t),b:Ai(s),a:Number((Ai(e)/255).toFixed(2))}}function sr(i){return typeof i=="number"||typeof i=="string"&&Number.isFinite(Number(i))}function ar(i,t){let{r:s,g:e,b:a,a:h}=i,r=sr(t)?t:h;return`rgba(${s}, ${e}, ${a}, ${r})`}function Vi(i,t){let s=er(i),e=tr(s),a=ir(e);return ar(a,t)}var rr=E`
	<path
		fill-rule="evenodd"
		clip-rule="evenodd"
		fill="currentColor"
		d="M18.5 23c.88 0 1.7-.25 2.4-.69l1.4 1.4a1 1 0 0 0 1.4-1.42l-1.39-1.4A4.5 4.5 0 1 0 18.5 23Zm0-2a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
	/>
	<path
		fill="currentColor"
		d="M3 3a1 1 0 0 0 0 2h18a1 1 0 1 0 0-2H3ZM2 8a1 1 0 0 1 1-1h18a1 1 0 1 1 0 2H3a1 1 0 0 1-1-1ZM3 11a1 1 0 1 0 0 2h11a1 1 0 1 0 0-2H3ZM2 16a1 1 0 0 1 1-1h8a1 1 0 1 1 0 2H3a1 1 0 0 1-1-1ZM3 19a1 1 0 1 0 0 2h8a1 1 0 1 0 0-2H3Z"
	/>
`;function Yi(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-label="Browse Channels"
		aria-hidden="false"
		role="img"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${rr}
	</svg>`}var or=E`
	<path
		fill="currentColor"
		d="M21.487 5.126L12.487 0.126C12.184 -0.042 11.818 -0.042 11.515 0.126L2.51498 5.126C2.19798 5.302 2.00098 5.636 2.00098 5.999C2.00098 6.693 2.11498 22.999 12.001 22.999C21.887 22.999 22.001 6.693 22.001 5.999C22.001 5.636 21.804 5.302 21.487 5.126ZM12.001 5.999C13.382 5.999 14.501 7.118 14.501 8.499C14.501 9.88 13.382 10.999 12.001 10.999C10.62 10.999 9.50098 9.88 9.50098 8.499C9.50098 7.118 10.62 5.999 12.001 5.999ZM8.25098 16C8.25098 13.699 9.69998 12.25 12.001 12.25C14.302 12.25 15.751 13.699 15.751 16H8.25098Z"
	/>
`;function es(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-label="Customise Community"
		aria-hidden="false"
		role="img"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${or}
	</svg>`}var lr=E`
	<path
		d="M11 3a1 1 0 1 1 2 0v2h5.75c.16 0 .3.07.4.2l2.63 3.5a.5.5 0 0 1 0 .6l-2.63 3.5a.5.5 0 0 1-.4.2H13v5h2a2 2 0 0 1 2 2v1a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-1c0-1.1.9-2 2-2h2v-5H2.8a.5.5 0 0 1-.44-.72L3.9 9.22a.5.5 0 0 0 0-.44L2.36 5.72A.5.5 0 0 1 2.81 5H11V3Z"
		fill="currentColor"
	/>
`;function ts(i={}){return m`<svg
		${j(i)}
		class="discord-mention-icon"
		aria-label="Server Guide"
		aria-hidden="false"
		role="img"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${lr}
	</svg>`}var Lt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Re=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},wc=(()=>{let i=[G("discord-mention")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[];var v=class extends a{static{e=this}static{let O=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({type:Boolean,reflect:!0})],u=[z({reflect:!0})],o=[z({reflect:!0})],p=[ee({context:ie,subscribe:!0}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Lt(this,null,h,{kind:"accessor",name:"highlight",static:!1,private:!1,access:{has:C=>"highlight"in C,get:C=>C.highlight,set:(C,Z)=>{C.highlight=Z}},metadata:O},r,c),Lt(this,null,u,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:C=>"type"in C,get:C=>C.type,set:(C,Z)=>{C.type=Z}},metadata:O},f,l),Lt(this,null,o,{kind:"accessor",name:"color",static:!1,private:!1,access:{has:C=>"color"in C,get:C=>C.color,set:(C,Z)=>{C.color=Z}},metadata:O},y,_),Lt(this,null,p,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:C=>"lightTheme"in C,get:C=>C.lightTheme,set:(C,Z)=>{C.lightTheme=Z}},metadata:O},d,n),Lt(null,t={value:e},i,{kind:"class",name:e.name,metadata:O},null,s),v=e=t.value,O&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:O})}static styles=W`
		:host {
			color: #e3e7f8;
			background-color: hsla(235, 85.6%, 64.7%, 0.3);
			font-weight: 500;
			padding: 0 2px;
			border-radius: 3px;
			unicode-bidi: -moz-plaintext;
			unicode-bidi: plaintext;
			-webkit-transition:
				background-color 50ms ease-out,
				color 50ms ease-out;
			transition:
				background-color 50ms ease-out,
				color 50ms ease-out;
			cursor: pointer;
		}

		:host([type='role']) {
			background-color: rgba(#e3e7f8, 0.1);
		}

		:host([type='channel']) {
			position: relative;
		}

		:host([type='voice']),
		:host([type='locked']),
		:host([type='thread']),
		:host([type='forum']) {
			position: relative;
		}

		:host(:hover) {
			color: #fff;
			background-color: var(--primary, #5865f2);
		}

		:host([highlight][type='user']:hover) {
			text-decoration: underline;
			text-underline-offset: 1px;
		}

		:host([light-theme]) {
			color: var(--primary, #5865f2);
			background-color: hsla(235, 85.6%, 64.7%, 0.15);
		}

		:host([light-theme]:hover) {
			color: #ffffff;
			background-color: var(--primary, #5865f2);
		}

		.discord-mention-icon {
			width: 1rem;
			height: 1rem;
			margin-right: 4px;
			vertical-align: middle;
			margin-bottom: 0.2rem;
		}

		.no-wrap {
			white-space: nowrap;
		}
	`;#e=Re(this,r,!1);get highlight(){return this.#e}set highlight(O){this.#e=O}#t=(Re(this,c),Re(this,f,"user"));get type(){return this.#t}set type(O){this.#t=O}#i=(Re(this,l),Re(this,y,void 0));get color(){return this.#i}set color(O){this.#i=O}setHoverColor=(Re(this,_),()=>{this.color&&(this.style.backgroundColor=Vi(this.color,.3))});resetHoverColor=()=>{this.color&&(this.style.backgroundColor=Vi(this.color,.1))};#s=Re(this,d,!1);get lightTheme(){return this.#s}set lightTheme(O){this.#s=O}connectedCallback(){super.connectedCallback(),this.color&&this.type==="role"&&(this.addEventListener("mouseover",this.setHoverColor),this.addEventListener("mouseout",this.resetHoverColor))}disconnectedCallback(){this.removeEventListener("mouseover",this.setHoverColor),this.removeEventListener("mouseout",this.resetHoverColor),super.disconnectedCallback()}willUpdate(){this.color&&(this.style.color=this.color,this.type==="role"&&(this.style.backgroundColor=Vi(this.color,.1)))}render(){return m`<span class="no-wrap"
				>${Os(this.type,[["channel",()=>It()],["user",()=>m`@`],["role",()=>m`@`],["voice",()=>Pt()],["locked",()=>Bt()],["thread",()=>Ot()],["forum",()=>Dt()],["server-guide",()=>ts()],["channels-and-roles",()=>Yi()],["customize-community",()=>es()],["slash",()=>m`/`]])}</span
			><slot></slot>`}constructor(){super(...arguments),Re(this,n)}static{Re(e,s)}};return v=e})();var is=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},Ft=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},Vc=(()=>{let i=[G("discord-verified-author-tag")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[];var o=class extends a{static{e=this}static{let y=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z({type:Boolean})],u=[ee({context:je}),z({type:Boolean,reflect:!0,attribute:"compact-mode"})],is(this,null,h,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:_=>"verified"in _,get:_=>_.verified,set:(_,p)=>{_.verified=p}},metadata:y},r,c),is(this,null,u,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:_=>"compactMode"in _,get:_=>_.compactMode,set:(_,p)=>{_.compactMode=p}},metadata:y},f,l),is(null,t={value:e},i,{kind:"class",name:e.name,metadata:y},null,s),o=e=t.value,y&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:y})}static styles=W`
		:host {
			background-color: var(--primary, #5865f2);
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			align-items: center;
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-application-tag-verified {
			display: inline-block;
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.25rem;
		}

		:host([compact-mode]) {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
			margin-left: 0px !important;
			margin-top: 0px !important;
		}

		:host([compact-mode]) .discord-application-tag-verified {
			margin-right: 0.7em;
			margin-left: -0.7em;
		}
	`;#e=Ft(this,r,!1);get verified(){return this.#e}set verified(y){this.#e=y}#t=(Ft(this,c),Ft(this,f,!1));get compactMode(){return this.#t}set compactMode(y){this.#t=y}render(){return m`${I(this.verified,()=>Ve())}App`}constructor(){super(...arguments),Ft(this,l)}static{Ft(e,s)}};return o=e})();var Me=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},te=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},Zc=(()=>{let i=[G("discord-author-info")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[],R,V=[],H=[],q,he=[],ne=[],ce,de=[],me=[],fe,ve=[],pe=[],ue,ge=[],_e=[],ze,be=[],ye=[],xe,U=[],k=[];var J=class extends a{static{e=this}static{let B=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z()],u=[z({type:Boolean})],o=[z({type:Boolean})],p=[z({type:Boolean,attribute:"official-app"})],v=[z({type:Boolean})],Z=[z({attribute:"role-color"})],R=[z({attribute:"role-icon"})],q=[z({attribute:"role-name"})],ce=[z({attribute:"clan-icon"})],fe=[z({attribute:"clan-tag"})],ue=[z({type:Boolean})],ze=[ee({context:je}),z({type:Boolean,reflect:!0,attribute:"compact-mode"})],xe=[ee({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Me(this,null,h,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:$=>"author"in $,get:$=>$.author,set:($,X)=>{$.author=X}},metadata:B},r,c),Me(this,null,u,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:$=>"bot"in $,get:$=>$.bot,set:($,X)=>{$.bot=X}},metadata:B},f,l),Me(this,null,o,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:$=>"server"in $,get:$=>$.server,set:($,X)=>{$.server=X}},metadata:B},y,_),Me(this,null,p,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:$=>"officialApp"in $,get:$=>$.officialApp,set:($,X)=>{$.officialApp=X}},metadata:B},d,n),Me(this,null,v,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:$=>"op"in $,get:$=>$.op,set:($,X)=>{$.op=X}},metadata:B},O,C),Me(this,null,Z,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:$=>"roleColor"in $,get:$=>$.roleColor,set:($,X)=>{$.roleColor=X}},metadata:B},w,x),Me(this,null,R,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:$=>"roleIcon"in $,get:$=>$.roleIcon,set:($,X)=>{$.roleIcon=X}},metadata:B},V,H),Me(this,null,q,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:$=>"roleName"in $,get:$=>$.roleName,set:($,X)=>{$.roleName=X}},metadata:B},he,ne),Me(this,null,ce,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:$=>"clanIcon"in $,get:$=>$.clanIcon,set:($,X)=>{$.clanIcon=X}},metadata:B},de,me),Me(this,null,fe,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:$=>"clanTag"in $,get:$=>$.clanTag,set:($,X)=>{$.clanTag=X}},metadata:B},ve,pe),Me(this,null,ue,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:$=>"verified"in $,get:$=>$.verified,set:($,X)=>{$.verified=X}},metadata:B},ge,_e),Me(this,null,ze,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:$=>"compactMode"in $,get:$=>$.compactMode,set:($,X)=>{$.compactMode=X}},metadata:B},be,ye),Me(this,null,xe,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:$=>"lightTheme"in $,get:$=>$.lightTheme,set:($,X)=>{$.lightTheme=X}},metadata:B},U,k),Me(null,t={value:e},i,{kind:"class",name:e.name,metadata:B},null,s),J=e=t.value,B&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:B})}static styles=W`
		:host {
			display: inline-flex;
			align-items: center;
			font-size: 16px;
			text-underline-offset: 1px;
			margin-right: 0.25rem;
		}

		:host .discord-author-username {
			color: #fff;
			font-size: 1em;
			font-weight: 500;
		}

		:host .discord-author-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		:host([light-theme]) .discord-author-username {
			color: #23262a;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.54);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-left: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			width: max-content;
			gap: 0.25rem;
			justify-content: space-between;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			min-width: 45px;
			line-height: 1rem !important;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.34);
		}

		:host([light-theme]) .discord-clan-tag {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([compact-mode]) .discord-clan-tag {
			margin-left: 0rem;
		}

		:host .discord-clan-tag span,
		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			user-select: none;
			-webkit-user-select: none;
		}

		:host .discord-application-tag {
			background-color: var(--primary, #5865f2);
			color: #fff;
			font-size: 0.625em;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: inline-flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-official-application {
			background-color: var(--primary, #5865f2);
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-official-application {
			margin-right: 5px;
			margin-left: 0px !important;
		}

		:host .discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		:host .discord-author-role-icon {
			margin-left: 0.25rem;
			vertical-align: top;
			height: calc(1rem + 4px);
			width: calc(1rem + 4px);
		}

		:host([compact-mode]) .discord-author-username {
			margin-right: 0.25rem;
		}

		:host([compact-mode]) .discord-application-tag {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
		}
	`;#e=te(this,r,void 0);get author(){return this.#e}set author(B){this.#e=B}#t=(te(this,c),te(this,f,!1));get bot(){return this.#t}set bot(B){this.#t=B}#i=(te(this,l),te(this,y,!1));get server(){return this.#i}set server(B){this.#i=B}#s=(te(this,_),te(this,d,!1));get officialApp(){return this.#s}set officialApp(B){this.#s=B}#a=(te(this,n),te(this,O,!1));get op(){return this.#a}set op(B){this.#a=B}#r=(te(this,C),te(this,w,void 0));get roleColor(){return this.#r}set roleColor(B){this.#r=B}#o=(te(this,x),te(this,V,void 0));get roleIcon(){return this.#o}set roleIcon(B){this.#o=B}#l=(te(this,H),te(this,he,void 0));get roleName(){return this.#l}set roleName(B){this.#l=B}#h=(te(this,ne),te(this,de,void 0));get clanIcon(){return this.#h}set clanIcon(B){this.#h=B}#n=(te(this,me),te(this,ve,void 0));get clanTag(){return this.#n}set clanTag(B){this.#n=B}#c=(te(this,pe),te(this,ge,!1));get verified(){return this.#c}set verified(B){this.#c=B}#d=(te(this,_e),te(this,be,!1));get compactMode(){return this.#d}set compactMode(B){this.#d=B}#m=(te(this,ye),te(this,U,!1));get lightTheme(){return this.#m}set lightTheme(B){this.#m=B}render(){let B=Ti(this.clanIcon),$=this.clanTag?.slice(0,4);return m`${I(this.compactMode,()=>null,()=>m`<span class="discord-author-username" style="${Ae({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${I(this.roleIcon&&!this.compactMode,()=>m`<img
					class="discord-author-role-icon"
					src=${K(this.roleIcon)}
					height="20"
					width="20"
					alt=${K(this.roleName)}
					draggable="false"
				/>`)}
		${I(this.bot&&!this.server&&!this.officialApp,()=>m`<discord-verified-author-tag .verified=${this.verified}></discord-verified-author-tag>`)}
		${I(this.server&&!this.bot&&!this.officialApp,()=>m`<span class="discord-application-tag">Server</span>`)}
		${I(this.officialApp&&!this.server&&!this.bot,()=>m`<span class="discord-official-application">${Ve()}OFFICIAL</span>`)}
		${I(this.op,()=>m`<span class="discord-application-tag discord-application-tag-op">OP</span>`)}
		${I(this.compactMode,()=>m`<span class="discord-author-username" style="${Ae({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${I(this.clanIcon&&this.clanTag&&this.clanTag?.length>0,()=>m`
				<span class="discord-clan-tag">
					${B==="string"?m`<img srcset=${K(B)} alt=${K($)} width="12" height="12" draggable="false" />`:B}
					<span>${$}</span>
				</span>
			`)} `}constructor(){super(...arguments),te(this,k)}static{te(e,s)}};return J=e})();var hr=E`
 	<path 
		fill="currentColor" 
 		d="M15.56 11.77c.2-.1.44.02.44.23a4 4 0 1 1-4-4c.21 0 .33.25.23.44a2.5 2.5 0 0 0 3.32 3.32Z"
 	/>
  	<path 
		fill="currentColor" 
  		fill-rule="evenodd" 
  		d="M22.89 11.7q.105.3 0 .6C22.27 13.9 19.1 21 12 21c-7.11 0-10.27-7.11-10.89-8.7a.83.83 0 0 1 0-.6C1.73 10.1 4.9 3 12 3c7.11 0 10.27 7.11 10.89 8.7m-4.5-3.62A15.1 15.1 0 0 1 20.85 12c-.38.88-1.18 2.47-2.46 3.92C16.87 17.62 14.8 19 12 19s-4.87-1.38-6.39-3.08A15.1 15.1 0 0 1 3.15 12c.38-.88 1.18-2.47 2.46-3.92C7.13 6.38 9.2 5 12 5s4.87 1.38 6.39 3.08" 
  		clip-rule="evenodd"
  	/>
`;function ss(i={}){return m`<svg
		${j(i)}
		class="discord-message-ephemeral-icon"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${hr}
	</svg>`}var ae=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},L=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},n4=(()=>{let i=[G("discord-message")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[],R,V=[],H=[],q,he=[],ne=[],ce,de=[],me=[],fe,ve=[],pe=[],ue,ge=[],_e=[],ze,be=[],ye=[],xe,U=[],k=[],J,B=[],$=[],X,Ne=[],Le=[],Fe,qe=[],Ze=[],We,Ge=[],Ke=[],Qe,Je=[],Xe=[],Ye,D=[],M=[],P,Oe=[],et=[],st,S=[],b=[],F,qt=[],wt=[],we,Zt=[],os=[],ls,hs=[],ns=[];var cs=class extends a{static{e=this}static{let T=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z()],u=[z()],o=[z()],p=[z({type:Boolean})],v=[z({type:Boolean})],Z=[z({type:Boolean,attribute:"official-app"})],R=[z({type:Boolean})],q=[z({type:Boolean})],ce=[z({type:Boolean})],fe=[z({attribute:"role-color"})],ue=[z({attribute:"role-icon"})],ze=[z({attribute:"role-name"})],xe=[z({attribute:"clan-icon"})],J=[z({attribute:"clan-tag"})],X=[z({type:Boolean,reflect:!0})],Fe=[z({type:Boolean,reflect:!0})],We=[z({type:String,converter:g=>gt(g,!1,!1),attribute:!0})],Qe=[z({type:Boolean,attribute:"twenty-four"})],Ye=[z({type:Boolean,attribute:"message-body-only"})],P=[ee({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],st=[ee({context:je}),z({type:Boolean,reflect:!0,attribute:"compact-mode"})],F=[ee({context:Gi}),z({type:Boolean,reflect:!0,attribute:"no-background"})],we=[z({type:Boolean,reflect:!0,attribute:"has-thread"})],ls=[z({reflect:!1,attribute:"dismiss-message-clicked"})],ae(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:g=>"profile"in g,get:g=>g.profile,set:(g,A)=>{g.profile=A}},metadata:T},r,c),ae(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:g=>"author"in g,get:g=>g.author,set:(g,A)=>{g.author=A}},metadata:T},f,l),ae(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:g=>"avatar"in g,get:g=>g.avatar,set:(g,A)=>{g.avatar=A}},metadata:T},y,_),ae(this,null,p,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:g=>"bot"in g,get:g=>g.bot,set:(g,A)=>{g.bot=A}},metadata:T},d,n),ae(this,null,v,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:g=>"server"in g,get:g=>g.server,set:(g,A)=>{g.server=A}},metadata:T},O,C),ae(this,null,Z,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:g=>"officialApp"in g,get:g=>g.officialApp,set:(g,A)=>{g.officialApp=A}},metadata:T},w,x),ae(this,null,R,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:g=>"verified"in g,get:g=>g.verified,set:(g,A)=>{g.verified=A}},metadata:T},V,H),ae(this,null,q,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:g=>"op"in g,get:g=>g.op,set:(g,A)=>{g.op=A}},metadata:T},he,ne),ae(this,null,ce,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:g=>"edited"in g,get:g=>g.edited,set:(g,A)=>{g.edited=A}},metadata:T},de,me),ae(this,null,fe,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:g=>"roleColor"in g,get:g=>g.roleColor,set:(g,A)=>{g.roleColor=A}},metadata:T},ve,pe),ae(this,null,ue,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:g=>"roleIcon"in g,get:g=>g.roleIcon,set:(g,A)=>{g.roleIcon=A}},metadata:T},ge,_e),ae(this,null,ze,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:g=>"roleName"in g,get:g=>g.roleName,set:(g,A)=>{g.roleName=A}},metadata:T},be,ye),ae(this,null,xe,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:g=>"clanIcon"in g,get:g=>g.clanIcon,set:(g,A)=>{g.clanIcon=A}},metadata:T},U,k),ae(this,null,J,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:g=>"clanTag"in g,get:g=>g.clanTag,set:(g,A)=>{g.clanTag=A}},metadata:T},B,$),ae(this,null,X,{kind:"accessor",name:"highlight",static:!1,private:!1,access:{has:g=>"highlight"in g,get:g=>g.highlight,set:(g,A)=>{g.highlight=A}},metadata:T},Ne,Le),ae(this,null,Fe,{kind:"accessor",name:"ephemeral",static:!1,private:!1,access:{has:g=>"ephemeral"in g,get:g=>g.ephemeral,set:(g,A)=>{g.ephemeral=A}},metadata:T},qe,Ze),ae(this,null,We,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:g=>"timestamp"in g,get:g=>g.timestamp,set:(g,A)=>{g.timestamp=A}},metadata:T},Ge,Ke),ae(this,null,Qe,{kind:"accessor",name:"twentyFour",static:!1,private:!1,access:{has:g=>"twentyFour"in g,get:g=>g.twentyFour,set:(g,A)=>{g.twentyFour=A}},metadata:T},Je,Xe),ae(this,null,Ye,{kind:"accessor",name:"messageBodyOnly",static:!1,private:!1,access:{has:g=>"messageBodyOnly"in g,get:g=>g.messageBodyOnly,set:(g,A)=>{g.messageBodyOnly=A}},metadata:T},D,M),ae(this,null,P,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:g=>"lightTheme"in g,get:g=>g.lightTheme,set:(g,A)=>{g.lightTheme=A}},metadata:T},Oe,et),ae(this,null,st,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:g=>"compactMode"in g,get:g=>g.compactMode,set:(g,A)=>{g.compactMode=A}},metadata:T},S,b),ae(this,null,F,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:g=>"noBackground"in g,get:g=>g.noBackground,set:(g,A)=>{g.noBackground=A}},metadata:T},qt,wt),ae(this,null,we,{kind:"accessor",name:"hasThread",static:!1,private:!1,access:{has:g=>"hasThread"in g,get:g=>g.hasThread,set:(g,A)=>{g.hasThread=A}},metadata:T},Zt,os),ae(this,null,ls,{kind:"accessor",name:"dismissMessageClicked",static:!1,private:!1,access:{has:g=>"dismissMessageClicked"in g,get:g=>g.dismissMessageClicked,set:(g,A)=>{g.dismissMessageClicked=A}},metadata:T},hs,ns),ae(null,t={value:e},i,{kind:"class",name:e.name,metadata:T},null,s),cs=e=t.value,T&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:T})}static styles=W`
		:host {
			color: #dcddde;
			display: flex;
			flex-direction: column;
			font-size: 0.9em;
			font-family: inherit;

			position: relative;
			word-wrap: break-word;
			-webkit-user-select: text;
			-moz-user-select: text;
			-ms-user-select: text;
			user-select: text;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			min-height: 1.375rem;
			padding-left: 1em;
			padding-right: 48px;
			margin-top: inherit;
			margin-bottom: inherit;
			line-height: 16px;
		}

		.discord-message-inner {
			display: flex;
			position: relative;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
		}

		.discord-message-inner-center {
			align-items: center;
		}

		:host([message-body-only]) {
			margin-top: 0px !important;
			padding-top: 0.125rem !important;
			padding-bottom: 0.0625rem !important;
		}

		:host([highlight]),
		:host([ephemeral]) {
			padding-right: 5px;
			position: relative;
		}

		:host([highlight])::before,
		:host([ephemeral])::before {
			content: '';
			position: absolute;
			display: block;
			top: 0;
			left: 0;
			bottom: 0;
			pointer-events: none;
			width: 2px;
		}

		:host([highlight]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight][light-theme]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight])::before {
			background-color: #faa61a;
		}

		:host([light-theme][highlight])::before {
			background-color: #af7615;
		}

		:host([ephemeral]) {
			background-color: rgba(88, 101, 242, 0.05);
		}

		:host([ephemeral]:hover) {
			background-color: rgba(88, 101, 242, 0.1);
		}

		:host([ephemeral])::before {
			background-color: var(--primary, #5865f2);
		}

		:host([light-theme]) {
			color: #2e3338;
			border-color: #eceeef;
		}

		.discord-author-avatar {
			margin-right: 16px;
			margin-top: 5px;
			min-width: 40px;
			z-index: 1;
			display: flex;
		}

		.discord-author-avatar img {
			width: 40px;
			height: 40px;
			border-radius: 50%;
			cursor: pointer;
		}

		.discord-message-timestamp {
			color: #b5bac1;
			font-size: 12px;
			margin-left: 3px;
		}

		.discord-message-body-only-indent {
			width: 56px;
		}

		:host(:hover) .discord-message-timestamp-hover::before {
			content: attr(datetime);
		}

		:host([light-theme]) .discord-message-timestamp {
			color: #747f8d;
		}

		.discord-message-edited {
			color: #b5bac1;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-message-content {
			width: 100%;
			line-height: 160%;
			font-weight: normal;
			padding-top: 2px;
		}

		.discord-message-body {
			font-size: 1rem;
			font-weight: 400;
			word-break: break-word;
			position: relative;
		}

		:host([light-theme]) .discord-message-timestamp,
		:host([compact-mode]) .discord-message:hover .discord-message-timestamp {
			color: #99aab5;
		}

		:host([light-theme][compact-mode]).discord-message-timestamp {
			color: #d1d9de;
		}

		:host([compact-mode]) .discord-message-timestamp {
			display: inline-block;
			width: 3.1rem;
			text-align: right;
			font-size: 0.6875rem;
			line-height: 1.375rem;
			margin-right: 0.375rem;
			margin-left: 0;
			text-indent: 0;
		}

		:host([compact-mode]) .discord-message-body {
			line-height: 1.375rem;
			padding-left: 10px;
			margin-left: -6px;
		}

		:host([compact-mode]) .discord-message-compact-indent {
			padding-left: 10px;
		}

		:host .discord-message-markup {
			font-size: 1rem;
			line-height: 1.375rem;
			word-wrap: break-word;
			user-select: text;
			font-weight: 400;
			display: inline;
		}

		:host(:hover) {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([highlight]:hover) {
			background-color: hsl(40 calc(1 * 86.4%) 56.9%/0.08);
		}

		:host([has-thread]):after {
			width: 2rem;
			left: 2.2rem;
			top: 4.8rem;
			border-left: 2px solid #4f545c !important;
			border-bottom: 2px solid #4f545c !important;
			border-bottom-left-radius: 8px !important;
			bottom: 29px;
			content: '';
			position: absolute;
		}

		:host([light-theme][has-Thread]):after {
			border-color: #747f8d !important;
		}

		.discord-message-ephemeral {
			margin-top: 4px;
			font-size: 12px;
			font-weight: 400;
			color: #b5bac1;
		}

		:host([light-theme]) .discord-message-ephemeral {
			color: #747f8d;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link {
			color: #00aff4;
			font-weight: 500;
			cursor: pointer;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link:hover {
			text-decoration: underline;
		}

		.discord-message-ephemeral .discord-message-ephemeral-icon {
			margin-right: 4px;
			vertical-align: text-bottom;
		}
	`;#e=L(this,r,void 0);get profile(){return this.#e}set profile(T){this.#e=T}#t=(L(this,c),L(this,f,"User"));get author(){return this.#t}set author(T){this.#t=T}#i=(L(this,l),L(this,y,void 0));get avatar(){return this.#i}set avatar(T){this.#i=T}#s=(L(this,_),L(this,d,!1));get bot(){return this.#s}set bot(T){this.#s=T}#a=(L(this,n),L(this,O,!1));get server(){return this.#a}set server(T){this.#a=T}#r=(L(this,C),L(this,w,!1));get officialApp(){return this.#r}set officialApp(T){this.#r=T}#o=(L(this,x),L(this,V,!1));get verified(){return this.#o}set verified(T){this.#o=T}#l=(L(this,H),L(this,he,!1));get op(){return this.#l}set op(T){this.#l=T}#h=(L(this,ne),L(this,de,!1));get edited(){return this.#h}set edited(T){this.#h=T}#n=(L(this,me),L(this,ve,void 0));get roleColor(){return this.#n}set roleColor(T){this.#n=T}#c=(L(this,pe),L(this,ge,void 0));get roleIcon(){return this.#c}set roleIcon(T){this.#c=T}#d=(L(this,_e),L(this,be,void 0));get roleName(){return this.#d}set roleName(T){this.#d=T}#m=(L(this,ye),L(this,U,void 0));get clanIcon(){return this.#m}set clanIcon(T){this.#m=T}#f=(L(this,k),L(this,B,void 0));get clanTag(){return this.#f}set clanTag(T){this.#f=T}#v=(L(this,$),L(this,Ne,!1));get highlight(){return this.#v}set highlight(T){this.#v=T}#p=(L(this,Le),L(this,qe,!1));get ephemeral(){return this.#p}set ephemeral(T){this.#p=T}#u=(L(this,Ze),L(this,Ge,new Date));get timestamp(){return this.#u}set timestamp(T){this.#u=T}#g=(L(this,Ke),L(this,Je,!1));get twentyFour(){return this.#g}set twentyFour(T){this.#g=T}#_=(L(this,Xe),L(this,D,!1));get messageBodyOnly(){return this.#_}set messageBodyOnly(T){this.#_=T}#z=(L(this,M),L(this,Oe,!1));get lightTheme(){return this.#z}set lightTheme(T){this.#z=T}#b=(L(this,et),L(this,S,!1));get compactMode(){return this.#b}set compactMode(T){this.#b=T}#y=(L(this,b),L(this,qt,!1));get noBackground(){return this.#y}set noBackground(T){this.#y=T}#x=(L(this,wt),L(this,Zt,!1));get hasThread(){return this.#x}set hasThread(T){this.#x=T}#M=(L(this,os),L(this,hs,()=>{}));get dismissMessageClicked(){return this.#M}set dismissMessageClicked(T){this.#M=T}willUpdate(){this.hasThread=Array.from(this.children).some(T=>T.tagName.toLowerCase()==="discord-thread"),this.highlight=this.highlight||Array.from(this.children).some(T=>T.tagName.toLowerCase()==="discord-mention"&&T.hasAttribute("highlight")&&(T.type==="user"||T.type==="role"))}handleSpaceToDismissMessage(T){T.code==="Space"&&(T.preventDefault(),T.stopPropagation(),this.dismissMessageClicked?.())}render(){let T={author:this.author,bot:this.bot,officialApp:this.officialApp,verified:this.verified,server:this.server,op:this.op,roleColor:this.roleColor,roleIcon:this.roleIcon,clanIcon:this.clanIcon,clanTag:this.clanTag,roleName:this.roleName},g=this.profile!==void 0&&Reflect.get(dt,this.profile)||{},A={...T,...g,avatar:this.resolveAvatar(g.avatar??this.avatar)},Ht=gt(this.timestamp,this.compactMode,this.twentyFour)??void 0;return m`
			<slot name="reply"></slot>
			<div
				class=${Ie({"discord-message-inner":!0,"discord-message-inner-center":this.messageBodyOnly})}
			>
				${I(this.compactMode&&!this.messageBodyOnly,()=>m`<time datetime="${K(Ht)}" class="discord-message-timestamp">${Ht}</time>`,()=>null)}
				${I(this.messageBodyOnly,()=>m`<time
							datetime="${K(Ht)}"
							class=${Ie({"discord-message-timestamp":!0,"discord-message-timestamp-hover":!0,"discord-message-body-only-indent":!this.compactMode})}
						></time>`,()=>null)}
				${I(this.compactMode||this.messageBodyOnly,()=>null,()=>m`<div class="discord-author-avatar">
							<img src="${K(A.avatar)}" alt="${K(A.author)}" />
						</div>`)}

				<div class="discord-message-content">
					${I(this.compactMode||this.messageBodyOnly,()=>null,()=>m`
							<discord-author-info
								author=${A.author??""}
								?bot=${A.bot??!1}
								?server=${A.server??!1}
								?official-app=${A.officialApp??!1}
								?verified=${A.verified??!1}
								?op=${A.op??!1}
								role-color=${A.roleColor??""}
								role-icon=${A.roleIcon??""}
								role-name=${A.roleName??""}
								clan-icon=${A.clanIcon??""}
								clan-tag=${A.clanTag??""}
							></discord-author-info
							><time datetime="${K(Ht)}" class="discord-message-timestamp">${Ht}</time>
						`)}
					<div class="discord-message-body">
						${I(this.compactMode,()=>m`<discord-author-info
									author=${A.author??""}
									?bot=${A.bot??!1}
									?server=${A.server??!1}
									?official-app=${A.officialApp??!1}
									?verified=${A.verified??!1}
									?op=${A.op??!1}
									role-color=${A.roleColor??""}
									role-icon=${A.roleIcon??""}
									role-name=${A.roleName??""}
									clan-icon=${A.clanIcon??""}
									clan-tag=${A.clanTag??""}
								></discord-author-info>`,()=>null)}<span class="discord-message-markup"><slot></slot></span>
						${I(this.edited,()=>m`<span class="discord-message-edited">(edited)</span>`,()=>null)}
					</div>
					<div class="discord-message-compact-indent">
						<slot name="attachments"></slot>
						<slot name="embeds"></slot>
						<slot name="components"></slot>
						<slot name="reactions"></slot>
						<slot name="thread"></slot>
						${I(this.ephemeral,()=>m`
								<div class="discord-message-ephemeral">
									${ss()} Only you can see this •
									<span
										role="button"
										class="discord-message-ephemeral-link"
										@click=${this.dismissMessageClicked}
										@keydown=${this.handleSpaceToDismissMessage}
										>Dismiss message</span
									>
								</div>
							`,()=>null)}
					</div>
				</div>
			</div>
		`}resolveAvatar(T){return T===void 0?Ce.default:Ce[T]??T??Ce.default}constructor(){super(...arguments),L(this,ns)}static{L(e,s)}};return cs=e})();var Bs=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},as=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},u4=(()=>{let i=[G("discord-quote")],t,s=[],e,a=N,h,r=[],c=[];var u=class extends a{static{e=this}static{let f=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[ee({context:ie,subscribe:!0}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Bs(this,null,h,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:l=>"lightTheme"in l,get:l=>l.lightTheme,set:(l,o)=>{l.lightTheme=o}},metadata:f},r,c),Bs(null,t={value:e},i,{kind:"class",name:e.name,metadata:f},null,s),u=e=t.value,f&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:f})}static styles=W`
		:host {
			display: flex;
		}

		.discord-quote-divider {
			background-color: #4f545c;
			border-radius: 4px;
			font-size: 0.9em;
			font-style: normal;
			font-weight: 400;
			margin: 0;
			padding: 0;
			width: 4px;
		}

		:host([light-theme]) .discord-quote-divider {
			background-color: #c4c9ce;
		}

		blockquote {
			margin-block-end: unset;
			margin-block-start: unset;
			margin-inline-end: unset;
			margin-inline-start: unset;
			padding: 0 8px 0 12px;
		}
	`;#e=as(this,r,!1);get lightTheme(){return this.#e}set lightTheme(f){this.#e=f}render(){return m`
			<div class="discord-quote-divider"></div>
			<!-- display: inline -->
			<blockquote><slot></slot></blockquote>
		`}constructor(){super(...arguments),as(this,c)}static{as(e,s)}};return u=e})();var vt=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},ke=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},H4=(()=>{let i=[G("discord-reaction")],t,s=[],e,a=N,h,r=[],c=[],u,f=[],l=[],o,y=[],_=[],p,d=[],n=[],v,O=[],C=[],Z,w=[],x=[];var R=class extends a{static{e=this}static{let V=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[z()],u=[z()],o=[z({type:Number})],p=[z({type:Boolean,reflect:!0})],v=[z({type:Boolean})],Z=[ee({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],vt(this,null,h,{kind:"accessor",name:"emoji",static:!1,private:!1,access:{has:H=>"emoji"in H,get:H=>H.emoji,set:(H,q)=>{H.emoji=q}},metadata:V},r,c),vt(this,null,u,{kind:"accessor",name:"name",static:!1,private:!1,access:{has:H=>"name"in H,get:H=>H.name,set:(H,q)=>{H.name=q}},metadata:V},f,l),vt(this,null,o,{kind:"accessor",name:"count",static:!1,private:!1,access:{has:H=>"count"in H,get:H=>H.count,set:(H,q)=>{H.count=q}},metadata:V},y,_),vt(this,null,p,{kind:"accessor",name:"reacted",static:!1,private:!1,access:{has:H=>"reacted"in H,get:H=>H.reacted,set:(H,q)=>{H.reacted=q}},metadata:V},d,n),vt(this,null,v,{kind:"accessor",name:"interactive",static:!1,private:!1,access:{has:H=>"interactive"in H,get:H=>H.interactive,set:(H,q)=>{H.interactive=q}},metadata:V},O,C),vt(this,null,Z,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:H=>"lightTheme"in H,get:H=>H.lightTheme,set:(H,q)=>{H.lightTheme=q}},metadata:V},w,x),vt(null,t={value:e},i,{kind:"class",name:e.name,metadata:V},null,s),R=e=t.value,V&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:V})}static styles=W`
		:host > *:first-child {
			border-radius: 0.5rem;
			cursor: pointer;
			flex-shrink: 0;
			margin-right: 0.25rem;
			margin-bottom: 0.25rem;
			user-select: none;
			transition: none 0.1s ease;
			transition-property: background-color, border-color;
			background-color: var(--embed, #2f3136);
			border: 1px solid transparent;
		}

		:host([light-theme]) > *:first-child {
			background-color: #f2f3f5;
		}

		:host > *:first-child:hover {
			background-color: #36393f;
			border-color: #fff2;
		}

		:host([light-theme]:not([reacted])) > *:first-child:hover {
			background-color: white;
			border-color: #0003;
		}

		:host([reacted]) > *:first-child {
			background-color: rgba(88, 101, 242, 0.15);
			border-color: var(--primary, #5865f2);
		}

		:host([light-theme][reacted]) > *:first-child {
			background-color: #e7e9fd;
		}

		:host .discord-reaction-inner {
			display: flex;
			align-items: center;
			padding: 0.125rem 0.375rem;
		}

		:host img {
			width: 1rem;
			height: 1rem;
			margin: 0.125rem 0;
			min-width: auto;
			min-height: auto;
			object-fit: contain;
			vertical-align: bottom;
		}

		:host .discord-reaction-count {
			font-size: 0.875rem;
			font-weight: 500;
			margin-left: 0.375rem;
			text-align: center;
			color: #b9bbbe;
		}

		:host([light-theme]) .discord-reaction-count {
			color: #4f5660;
		}

		:host([reacted]) .discord-reaction-count {
			color: #dee0fc;
		}

		:host([light-theme][reacted]) .discord-reaction-count {
			color: var(--primary, #5865f2);
		}
	`;#e=ke(this,r,void 0);get emoji(){return this.#e}set emoji(V){this.#e=V}#t=(ke(this,c),ke(this,f,":emoji:"));get name(){return this.#t}set name(V){this.#t=V}#i=(ke(this,l),ke(this,y,1));get count(){return this.#i}set count(V){this.#i=V}#s=(ke(this,_),ke(this,d,!1));get reacted(){return this.#s}set reacted(V){this.#s=V}#a=(ke(this,n),ke(this,O,!1));get interactive(){return this.#a}set interactive(V){this.#a=V}#r=(ke(this,C),ke(this,w,!1));get lightTheme(){return this.#r}set lightTheme(V){this.#r=V}render(){return m`<div class="discord-reaction-inner" @click=${this.handleReactionClick} @keydown=${this.handleReactionClick}>
			${I(this.emoji?.includes("http")||this.emoji?.startsWith("/")||this.emoji?.startsWith("./"),()=>m`<img src=${K(this.emoji)} alt=${K(this.name)} draggable="false" />`,()=>m`<span>${this.emoji}</span>`)}
			<span class="discord-reaction-count">${this.count}</span>
		</div>`}handleReactionClick=(ke(this,x),V=>{this.interactive&&(V.shiftKey?this.count--:this.count++,this.count<=0&&(this.count=1))});static{ke(e,s)}};return R=e})();var nr=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},cr=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},E4=(()=>{let i=[G("discord-reactions")],t,s=[],e,a=N;var h=class extends a{static{e=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;nr(null,t={value:e},i,{kind:"class",name:e.name,metadata:r},null,s),h=e=t.value,r&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: flex;
			-webkit-box-flex: 1;
			-ms-flex: 1 0 auto;
			flex: 1 0 auto;
			align-items: center;
			flex-wrap: wrap;
		}
	`;render(){return m`<slot></slot>`}static{cr(e,s)}};return h=e})();var Ps=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},rs=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},O4=(()=>{let i=[G("discord-subscript")],t,s=[],e,a=N,h,r=[],c=[];var u=class extends a{static{e=this}static{let f=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[ee({context:ie}),z({type:Boolean,reflect:!0,attribute:"light-theme"})],Ps(this,null,h,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:l=>"lightTheme"in l,get:l=>l.lightTheme,set:(l,o)=>{l.lightTheme=o}},metadata:f},r,c),Ps(null,t={value:e},i,{kind:"class",name:e.name,metadata:f},null,s),u=e=t.value,f&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:f})}static styles=W`
		small {
			display: block;
			color: color-mix(in oklab, hsl(214 calc(1 * 8.1%) 61.2% / 1) 100%, black 0%);
			font-size: 0.8125rem;
			line-height: 1.11719rem;
		}

		:host([light-theme]) > small {
			color: color-mix(in oklab, hsl(228 calc(1 * 5.2%) 38% / 1) 100%, black 0%);
		}
	`;#e=rs(this,r,!1);get lightTheme(){return this.#e}set lightTheme(f){this.#e=f}render(){return m`
			<small>
				<span>
					<slot></slot>
				</span>
			</small>
		`}constructor(){super(...arguments),rs(this,c)}static{rs(e,s)}};return u=e})();var dr=function(i,t,s,e,a,h){function r(v){if(v!==void 0&&typeof v!="function")throw new TypeError("Function expected");return v}for(var c=e.kind,u=c==="getter"?"get":c==="setter"?"set":"value",f=!t&&i?e.static?i:i.prototype:null,l=t||(f?Object.getOwnPropertyDescriptor(f,e.name):{}),o,y=!1,_=s.length-1;_>=0;_--){var p={};for(var d in e)p[d]=d==="access"?{}:e[d];for(var d in e.access)p.access[d]=e.access[d];p.addInitializer=function(v){if(y)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(v||null))};var n=(0,s[_])(c==="accessor"?{get:l.get,set:l.set}:l[u],p);if(c==="accessor"){if(n===void 0)continue;if(n===null||typeof n!="object")throw new TypeError("Object expected");(o=r(n.get))&&(l.get=o),(o=r(n.set))&&(l.set=o),(o=r(n.init))&&a.unshift(o)}else(o=r(n))&&(c==="field"?a.unshift(o):l[u]=o)}f&&Object.defineProperty(f,e.name,l),y=!0},mr=function(i,t,s){for(var e=arguments.length>2,a=0;a<t.length;a++)s=e?t[a].call(i,s):t[a].call(i);return e?s:void 0},N4=(()=>{let i=[G("discord-time")],t,s=[],e,a=N;var h=class extends a{static{e=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;dr(null,t={value:e},i,{kind:"class",name:e.name,metadata:r},null,s),h=e=t.value,r&&Object.defineProperty(e,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			white-space: nowrap;
			background-color: #ffffff0f;
			border-radius: 3px;
			padding: 0 2px;
		}
	`;render(){return m`<slot></slot>`}static{mr(e,s)}};return h=e})();
